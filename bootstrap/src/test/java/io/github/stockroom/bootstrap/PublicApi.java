package io.github.stockroom.bootstrap;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The types and members of a library that its callers see, public or protected: a line for each, the same on every JDK.
 * The name of its type begins each line, so that a line says what it is about wherever it stands.
 */
final class PublicApi {

    private static final int VISIBLE = Modifier.PUBLIC | Modifier.PROTECTED;

    private final SortedSet<String> lines = new TreeSet<>();

    private PublicApi() {}

    /** Returns the lines of all packages below this one. */
    static SortedSet<String> of(String rootPackage) {
        var api = new PublicApi();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .withImportOption(location -> !location.contains("-tests.jar"))
                        .importPackages(rootPackage)
                        .stream()
                        .map(JavaClass::reflect)
                        .filter(PublicApi::isVisible)
                        .forEach(api::add);
        return api.lines;
    }

    static SortedSet<String> of(Class<?>... types) {
        var api = new PublicApi();
        Stream.of(types).forEach(api::add);
        return api.lines;
    }

    private static boolean isVisible(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (!isVisible(outer.getModifiers()) || outer.isSynthetic() || outer.isAnonymousClass()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(int modifiers) {
        return (modifiers & VISIBLE) != 0;
    }

    private void add(Class<?> type) {
        add(type, declaration(type));
        Stream.of(type.getDeclaredFields())
                .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic())
                .forEach(field -> add(type, field(field)));
        Stream.of(type.getDeclaredConstructors())
                .filter(made -> isVisible(made.getModifiers()) && !made.isSynthetic())
                .forEach(made -> add(type, constructor(made)));
        Stream.of(type.getDeclaredMethods())
                .filter(method -> isVisible(method.getModifiers()) && !method.isSynthetic())
                .forEach(method -> add(type, method(method)));
    }

    private void add(Class<?> type, String line) {
        lines.add(type.getName() + ": " + line.strip().replaceAll(" +", " "));
    }

    private static String declaration(Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        List<Type> parents = new ArrayList<>(List.of(type.getGenericInterfaces()));
        if (type.getGenericSuperclass() != null && !type.isRecord() && !type.isEnum()) {
            parents.add(0, type.getGenericSuperclass());
        }
        parents.remove(Object.class);
        String components = !type.isRecord()
                ? ""
                : Stream.of(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(joining(", ", "(", ")"));
        String permitted = type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).map(Class::getName).collect(joining(", ", " permits ", ""))
                : "";
        String of = parents.isEmpty() ? "" : " is " + names(parents.toArray(Type[]::new));
        // An interface is abstract and an enum may be final by what is in it.
        int modifiers = type.getModifiers() & ~(type.isInterface() ? Modifier.ABSTRACT | Modifier.INTERFACE : 0);
        int shown = type.isEnum() ? modifiers & (VISIBLE | Modifier.STATIC) : modifiers;
        return Modifier.toString(shown) + " " + kind + parameters(type) + components + of + permitted;
    }

    private static String field(Field field) {
        return Modifier.toString(field.getModifiers()) + " "
                + field.getGenericType().getTypeName() + " " + field.getName();
    }

    private static String constructor(Constructor<?> made) {
        return modifiers(made) + " " + parameters(made) + " new(" + names(made.getGenericParameterTypes()) + ")"
                + failures(made);
    }

    private static String method(Method method) {
        return modifiers(method) + " " + (method.isDefault() ? "default " : "") + parameters(method) + " "
                + method.getGenericReturnType().getTypeName() + " " + method.getName() + "("
                + names(method.getGenericParameterTypes()) + ")" + failures(method);
    }

    /** Leaves out {@code synchronized}: callers do not depend on how a method locks. */
    private static String modifiers(Executable member) {
        return Modifier.toString(
                member.getModifiers() & (VISIBLE | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL));
    }

    private static String parameters(GenericDeclaration generic) {
        return generic.getTypeParameters().length == 0
                ? ""
                : Stream.of(generic.getTypeParameters())
                        .map(parameter -> parameter.getName() + " extends " + names(parameter.getBounds()))
                        .map(parameter -> parameter.replace(" extends java.lang.Object", ""))
                        .collect(joining(", ", "<", ">"));
    }

    private static String failures(Executable member) {
        Class<?>[] checked = member.getExceptionTypes();
        return checked.length == 0 ? "" : " throws " + names(checked);
    }

    private static String names(Type[] types) {
        return Stream.of(types).map(Type::getTypeName).collect(joining(", "));
    }
}
