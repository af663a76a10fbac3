package io.github.stockroom.rest.openapi;

import io.github.stockroom.domain.access.AccessPolicy;
import io.github.stockroom.domain.access.Requirement;
import io.github.stockroom.domain.access.Resource;
import io.github.stockroom.operations.MediaTypes;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One operation. Who may call it, and what follows from that, is taken from the table of operations. */
public final class OperationDescription {

    private final Operation operation = new Operation();
    private final io.github.stockroom.operations.Operation access;
    private final Set<Integer> problems = new TreeSet<>();
    private final Content request = new Content();
    private ApiResponse answer = new ApiResponse();

    OperationDescription(io.github.stockroom.operations.Operation access, String tag, String id, String summary) {
        this.access = access;
        operation.addTagsItem(tag).operationId(id).summary(summary);
        operation.setResponses(new ApiResponses());
    }

    public OperationDescription description(String text) {
        operation.setDescription(text);
        return this;
    }

    public OperationDescription deprecated(boolean deprecated) {
        operation.setDeprecated(deprecated ? true : null);
        return this;
    }

    /** A variable of the path. */
    public OperationDescription pathVariable(String name, String description, Schema<?> schema, Object example) {
        operation.addParametersItem(new Parameter()
                .in("path")
                .name(name)
                .required(true)
                .description(description)
                .schema(schema)
                .example(example));
        return this;
    }

    public OperationDescription parameter(Parameter parameter) {
        operation.addParametersItem(parameter);
        return this;
    }

    /** Header fields of the request, as {@link Parts} knows them. */
    public OperationDescription takesHeaders(String... names) {
        for (String name : names) {
            operation.addParametersItem(Parts.requestHeader(name));
        }
        return this;
    }

    public OperationDescription takes(String mediaType, Schema<?> schema, Object example) {
        request.addMediaType(mediaType, new MediaType().schema(schema).example(example));
        operation.setRequestBody(new RequestBody().required(true).content(request));
        return this;
    }

    /** Starts a response; header fields and bodies that follow belong to it. */
    public OperationDescription answers(int status, String description) {
        answer = new ApiResponse().description(description);
        operation.getResponses().addApiResponse(Integer.toString(status), answer);
        return with("X-Request-Id")
                .with(access.resource() == Resource.SERVICE ? List.of() : List.of("RateLimit", "RateLimit-Policy"));
    }

    public OperationDescription answersJson(
            int status, String description, Schema<?> schema, @Nullable Object example) {
        return answers(status, description).as(MediaTypes.JSON, schema, example);
    }

    /** A form of the body of the response. */
    public OperationDescription as(String mediaType, Schema<?> schema, @Nullable Object example) {
        Content content = answer.getContent() == null ? new Content() : answer.getContent();
        var body = new MediaType().schema(schema);
        if (example != null) {
            body.example(example);
        }
        answer.setContent(content.addMediaType(mediaType, body));
        return this;
    }

    /** Header fields of the response, as {@link Parts} knows them. */
    public OperationDescription with(String... headers) {
        return with(List.of(headers));
    }

    private OperationDescription with(List<String> headers) {
        headers.forEach(name -> answer.addHeaderObject(name, Parts.header(name)));
        return this;
    }

    /** Statuses beyond those that follow from who may call. */
    public OperationDescription fails(int... statuses) {
        for (int status : statuses) {
            problems.add(status);
        }
        return this;
    }

    Operation build() {
        operation.addParametersItem(Parts.requestHeader("X-Request-Id"));
        Resource resource = access.resource();
        if (resource == Resource.SERVICE || resource == Resource.TOKENS) {
            operation.setSecurity(List.of());
        } else {
            fails(401, 403);
            Requirement requirement = AccessPolicy.DEFAULT.requirement(resource, access.action());
            operation.setSecurity(security(requirement, resource != Resource.API_KEYS));
            String who = switch (requirement) {
                case ANONYMOUS -> "Open to anyone, unless this service is set otherwise.";
                case USER -> "For callers who signed in, unless this service is set otherwise.";
                case ADMIN -> "For administrators.";
            };
            operation.setDescription(
                    operation.getDescription() == null ? who : operation.getDescription() + "\n\n" + who);
        }
        if (resource != Resource.SERVICE) {
            fails(429, 503);
        }
        problems.forEach(status -> addProblem(ProblemKind.of(status)));
        addProblem(ProblemKind.ERROR);
        return operation;
    }

    private void addProblem(ProblemKind kind) {
        operation
                .getResponses()
                .addApiResponse(kind.key(), new ApiResponse().$ref("#/components/responses/" + kind.component()));
    }

    private static List<SecurityRequirement> security(Requirement requirement, boolean byKey) {
        List<SecurityRequirement> security = new ArrayList<>();
        if (requirement == Requirement.ANONYMOUS) {
            security.add(new SecurityRequirement());
        }
        security.add(new SecurityRequirement().addList(Parts.BEARER));
        security.add(new SecurityRequirement().addList(Parts.TOKEN));
        if (byKey) {
            security.add(new SecurityRequirement().addList(Parts.API_KEY));
        }
        return security;
    }
}
