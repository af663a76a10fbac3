package io.github.stockroom.generator;

/** The files that every resource has a line or two in. */
final class SharedPlaces {

    static final String RESOURCE = "domain/src/main/java/io/github/stockroom/domain/access/Resource.java";
    static final String OPERATIONS = "operations/src/main/java/io/github/stockroom/operations/Operations.java";
    static final String RECORD_RESOURCES = "bootstrap/src/main/java/io/github/stockroom/bootstrap/RecordResources.java";
    static final String CHANGE_LOGS = "adapters-persistence/src/main/resources/db/changelog/";
    static final String CHANGE_LOG = CHANGE_LOGS + "changelog.xml";
    static final String CONSOLE = "adapters-rest/src/main/resources/console/resources.js";
    static final String TYPESCRIPT = "clients/typescript/src/index.ts";
    static final String CLOUDFORMATION = "infra/cloudformation/app/";
    static final String TEMPLATE_TESTS = "infra/tests/lite/test_templates.py";
    static final String EDGE_TERRAFORM = "infra/terraform/live/main.tf";
    static final String EDGE_CLOUDFORMATION = CLOUDFORMATION + "web.yaml";
    static final String SECURITY_PAGE = "docs/security.md";
    static final String EDGE_PAGE = "infra/docs/web.md";

    /** Says in the description of a resource that other records refer to it. */
    static final String REFERENCED = "                .referenced()\n";

    private SharedPlaces() {}

    /** Returns the file that describes a resource in the OpenAPI document. */
    static String description(String packageName, String type) {
        return "adapters-rest/src/test/java/io/github/stockroom/rest/" + packageName + "/" + type + "Description.java";
    }
}
