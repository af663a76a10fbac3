# The runnable jar, unpacked, with a cache of what the JVM learnt in a training run. infra/image.sh builds it, and compose.yaml.
# Where the jar comes from: `prebuilt` is the one in bootstrap/target, `compiled` is built here from the sources.
ARG JAR=prebuilt
ARG BUILD_IMAGE=eclipse-temurin:25-jdk@sha256:8c0a84ea11c8f6ed52600fc19f1040121f2a162998e9f50a5faebbbad9172dcc
ARG BASE_IMAGE=eclipse-temurin:25-jre@sha256:fcd7fd7b387f94bb2ac461478a7436ad8e349924c374ea8313919624dceae636
ARG TRAINING_IMAGE=postgres:18@sha256:86c951e05bf56c93d95d397747fb8820ac76cc3bedb78f43abd83eedbe3666ae

FROM scratch AS prebuilt
COPY bootstrap/target/stockroom.jar /

FROM ${BUILD_IMAGE} AS compiled
WORKDIR /source
COPY . ./
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -q -B -ntp -DskipTests -Dmaven.javadoc.skip -pl bootstrap -am package && cp bootstrap/target/stockroom.jar /

FROM ${JAR} AS jar

FROM ${BUILD_IMAGE} AS unpacked
WORKDIR /build
COPY infra/image/Training.java ./
RUN javac -d training Training.java
COPY --from=jar /stockroom.jar ./
RUN java -Djarmode=tools -jar stockroom.jar extract --layers --destination layers

# What changes with each library first, what changes with each commit last.
FROM ${BASE_IMAGE} AS service
WORKDIR /app
COPY --from=unpacked /build/layers/dependencies/ ./
COPY --from=unpacked /build/layers/snapshot-dependencies/ ./
COPY infra/image/healthcheck infra/image/jvm.options infra/image/rds-ca.pem ./
COPY --from=unpacked /build/layers/application/ ./

# The very JVM and class path that will run, beside a real PostgreSQL: the cache fits no other.
FROM ${TRAINING_IMAGE} AS trained
COPY --from=service /opt/java/openjdk /opt/java/openjdk
COPY --from=service /app /app
ENV PATH=/opt/java/openjdk/bin:$PATH
WORKDIR /training
RUN chown postgres .
USER postgres
COPY --from=unpacked /build/training ./
COPY infra/image/train ./
RUN ./train /training/stockroom.aot

FROM service
COPY --from=trained /training/stockroom.aot ./
# For a volume with the files of the embedded database: an empty one takes over this owner.
RUN mkdir /data && chown 10001:10001 /data
# Platforms that mount a volume here give it the owner that the image has.
VOLUME ["/tmp"]
USER 10001:10001
EXPOSE 8000
# LOG_DIR is empty: to the console only. In JAVA_TOOL_OPTIONS stands what a deployment may want to change.
# STOCKROOM_ALLOWED_HOSTS opens the service to the container's network under any host name, and to pages of all origins: a container
# is asked by names that its image cannot know. A deployment that knows them names them instead.
ENV LOG_DIR="" \
    STOCKROOM_ALLOWED_HOSTS="*" \
    STOCKROOM_DATA_DIR=/data \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["/app/healthcheck"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "@/app/jvm.options", "-XX:AOTCache=/app/stockroom.aot", "-jar", "/app/stockroom.jar"]

ARG VERSION=unknown
ARG COMMIT=unknown
ARG SCHEMA_MAX=unknown
ENV STOCKROOM_COMMIT=${COMMIT}
LABEL org.opencontainers.image.title="Stockroom" \
      org.opencontainers.image.description="REST data service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${COMMIT}" \
      stockroom.schema.max="${SCHEMA_MAX}"
