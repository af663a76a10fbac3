"""The templates of topology B: parsed, and worked out as CloudFormation does, with values for what AWS makes."""

import pathlib
import re

import yaml

CLOUDFORMATION = pathlib.Path(__file__).parents[2] / "cloudformation"
APP = ("network", "data", "authorizer", "api", "routes", "service", "dashboard", "web")
ACCOUNT, REGION = "000000000000", "xx-test-1"


class Loader(yaml.SafeLoader):
    """Functions in their long form: !Ref x as {"Ref": "x"}, !Sub x as {"Fn::Sub": "x"}."""


def function(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = value.split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


Loader.add_multi_constructor("!", function)


def load(name):
    return yaml.load((CLOUDFORMATION / name).read_text(), Loader)


FOUNDATION = load("foundation.yaml")
ROOT = load("app/root.yaml")
NESTED = {name: load(f"app/{name}.yaml") for name in APP}
PIPELINES = {name: load(f"pipelines/{name}.yaml") for name in ("create-app", "update")}
ALL = {"foundation": FOUNDATION, "root": ROOT} | NESTED | PIPELINES


def walk(value):
    """Every object inside, the outermost first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def as_list(value):
    return value if isinstance(value, list) else [value]


def of_type(template, wanted):
    return {name: resource for name, resource in template["Resources"].items() if resource["Type"] == wanted}


NOTHING = object()


class Stack:
    """One template with its parameters; `made` tells what AWS answered for each resource: its Ref, and attributes by name."""

    def __init__(self, template, parameters, exports):
        self.template, self.exports, self.made = template, exports, {}
        declared = template.get("Parameters", {})
        self.parameters = {name: str(parameters.get(name, declared[name].get("Default"))) for name in declared}
        self.conditions = {}
        for name, expression in template.get("Conditions", {}).items():
            self.conditions[name] = self.value(expression)

    def resources(self):
        """Those whose condition holds, in an order in which they can be made."""
        left = {n: r for n, r in self.template["Resources"].items() if self.conditions.get(r.get("Condition"), True)}
        done = []
        while left:
            ready = [n for n, r in left.items() if not (self.references(r) & left.keys() - {n})]
            assert ready, f"these wait for each other: {sorted(left)}"
            done += ready
            for name in ready:
                del left[name]
        return done

    def references(self, resource):
        found = set(as_list(resource.get("DependsOn", [])))
        for part in walk(resource):
            if "Ref" in part:
                found.add(part["Ref"].split(".")[0])
            if "Fn::GetAtt" in part:
                found.add(part["Fn::GetAtt"][0])
            if "Fn::Sub" in part:
                text = part["Fn::Sub"] if isinstance(part["Fn::Sub"], str) else part["Fn::Sub"][0]
                found |= {name.split(".")[0] for name in re.findall(r"\$\{([^!}]+)}", text)}
        return found

    def properties(self, name):
        return self.value(self.template["Resources"][name].get("Properties", {}))

    def outputs(self):
        return {
            name: self.value(output["Value"])
            for name, output in self.template.get("Outputs", {}).items()
            if self.conditions.get(output.get("Condition"), True)
        }

    def value(self, value):
        if isinstance(value, list):
            return [v for v in map(self.value, value) if v is not NOTHING]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            (name, argument), *_ = value.items()
            handler = getattr(self, "fn_" + name.replace("Fn::", "").lower(), None)
            if handler and (name in ("Ref", "Condition") or name.startswith("Fn::")):
                return handler(argument)
        return {k: v for k, v in ((k, self.value(v)) for k, v in value.items()) if v is not NOTHING}

    def fn_ref(self, name):
        pseudo = {
            "AWS::NoValue": NOTHING,
            "AWS::AccountId": ACCOUNT,
            "AWS::Region": REGION,
            "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com",
        }
        if name in pseudo:
            return pseudo[name]
        if "." in name:  # as in Function.Alias, which SAM makes
            return self.fn_getatt(name.split(".", 1))
        return self.parameters[name] if name in self.parameters else self.made[name][0]

    def fn_getatt(self, argument):
        name, attribute = argument
        return self.made[name][1][attribute]

    def fn_sub(self, argument):
        text, names = (argument, {}) if isinstance(argument, str) else argument
        names = {name: self.value(v) for name, v in names.items()}

        def replaced(match):
            name = match[1]
            if name in names:
                return str(names[name])
            return str(self.fn_getatt(name.split(".", 1)) if "." in name else self.fn_ref(name))

        return re.sub(r"\$\{([^!}]+)}", replaced, text)

    def fn_if(self, argument):
        return self.value(argument[1] if self.conditions[argument[0]] else argument[2])

    def fn_equals(self, argument):
        left, right = map(self.value, argument)
        return str(left) == str(right)

    def fn_not(self, argument):
        return not self.value(argument[0])

    def fn_and(self, argument):
        return all(map(self.value, argument))

    def fn_condition(self, name):
        return self.conditions[name] if name in self.conditions else self.value(self.template["Conditions"][name])

    def fn_importvalue(self, argument):
        return self.exports[self.value(argument)]

    def fn_select(self, argument):
        return self.value(argument[1])[int(argument[0])]

    def fn_split(self, argument):
        return self.value(argument[1]).split(argument[0])

    def fn_getazs(self, _):
        return [f"{REGION}a"]
