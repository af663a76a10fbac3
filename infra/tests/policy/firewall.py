"""AWS's managed rules, as far as their documentation says what they look for ("Baseline rule groups" of the WAF developer
guide). Each takes a request and tells whether it would match; only the group, the rule and the statement are AWS's."""

import dataclasses
import re


@dataclasses.dataclass
class Request:
    method: str
    path: str
    query: str = ""
    body: str = ""
    agent: str = "some-client/1.0"
    host: str = "shop.example.com"
    headers: dict = dataclasses.field(default_factory=dict)


SCRIPT = re.compile(r"<\s*script|javascript:|onerror\s*=", re.I)
TRAVERSAL = re.compile(r"\.\./\.\./|%2e%2e", re.I)
EXTENSION = re.compile(r"\.(log|ini|bak|conf|cfg)\b", re.I)
REMOTE = re.compile(r"(https?|ftps?|file)://\d+\.\d+\.\d+\.\d+", re.I)
METADATA = re.compile(r"169\.254\.169\.254|latest/meta-data")
JNDI = re.compile(r"\$\{jndi:", re.I)
JAVA = re.compile(r"\(java\.lang\.Runtime\)|Runtime\.getRuntime\(\)")
EXPLOITABLE = re.compile(r"web-inf|\.git/|\.env$|wp-admin|phpmyadmin", re.I)
BOTS = re.compile(r"nessus|nmap|sqlmap", re.I)

CORE, BAD = "awswaf:managed:aws:core-rule-set:", "awswaf:managed:aws:known-bad-inputs:"

# By label: what the rule looks for. Those of the body look at its first 8 KiB.
RULES = {
    CORE + "NoUserAgent_Header": lambda r: not r.agent,
    CORE + "BadBots_Header": lambda r: BOTS.search(r.agent),
    CORE + "SizeRestrictions_QueryString": lambda r: len(r.query) > 2048,
    CORE + "SizeRestrictions_Cookie_Header": lambda r: len(r.headers.get("Cookie", "")) > 10240,
    CORE + "SizeRestrictions_Body": lambda r: len(r.body) > 8192,
    CORE + "SizeRestrictions_URIPath": lambda r: len(r.path) > 1024,
    CORE + "EC2MetaDataSSRF_Body": lambda r: METADATA.search(r.body[:8192]),
    CORE + "EC2MetaDataSSRF_Cookie": lambda r: METADATA.search(r.headers.get("Cookie", "")),
    CORE + "EC2MetaDataSSRF_URIPath": lambda r: METADATA.search(r.path),
    CORE + "EC2MetaDataSSRF_QueryArguments": lambda r: METADATA.search(r.query),
    CORE + "GenericLFI_QueryArguments": lambda r: TRAVERSAL.search(r.query),
    CORE + "GenericLFI_URIPath": lambda r: TRAVERSAL.search(r.path),
    CORE + "GenericLFI_Body": lambda r: TRAVERSAL.search(r.body[:8192]),
    CORE + "RestrictedExtensions_URIPath": lambda r: EXTENSION.search(r.path),
    CORE + "RestrictedExtensions_QueryArguments": lambda r: EXTENSION.search(r.query),
    CORE + "GenericRFI_QueryArguments": lambda r: REMOTE.search(r.query),
    CORE + "GenericRFI_Body": lambda r: REMOTE.search(r.body[:8192]),
    CORE + "GenericRFI_URIPath": lambda r: REMOTE.search(r.path),
    CORE + "CrossSiteScripting_Cookie": lambda r: SCRIPT.search(r.headers.get("Cookie", "")),
    CORE + "CrossSiteScripting_QueryArguments": lambda r: SCRIPT.search(r.query),
    CORE + "CrossSiteScripting_Body": lambda r: SCRIPT.search(r.body[:8192]),
    CORE + "CrossSiteScripting_URIPath": lambda r: SCRIPT.search(r.path),
    BAD + "JavaDeserializationRCE_Header": lambda r: any(JAVA.search(v) for v in r.headers.values()),
    BAD + "JavaDeserializationRCE_Body": lambda r: JAVA.search(r.body[:8192]),
    BAD + "JavaDeserializationRCE_URIPath": lambda r: JAVA.search(r.path),
    BAD + "JavaDeserializationRCE_QueryString": lambda r: JAVA.search(r.query),
    BAD + "Host_Localhost_Header": lambda r: r.host.startswith("localhost"),
    BAD + "Propfind_Method": lambda r: r.method == "PROPFIND",
    BAD + "ExploitablePaths_URIPath": lambda r: EXPLOITABLE.search(r.path),
    BAD + "Log4JRCE_Header": lambda r: JNDI.search(r.agent) or any(JNDI.search(v) for v in r.headers.values()),
    BAD + "Log4JRCE_QueryString": lambda r: JNDI.search(r.query),
    BAD + "Log4JRCE_Body": lambda r: JNDI.search(r.body[:8192]),
    BAD + "Log4JRCE_URIPath": lambda r: JNDI.search(r.path),
}


def labels(request):
    return {label for label, matches in RULES.items() if matches(request)}
