# The runnable jar, unpacked, with a cache of what the JVM learnt in a training run. Build it with infra/image.sh.
ARG BUILD_IMAGE=eclipse-temurin:25-jdk
ARG BASE_IMAGE=eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS unpacked
WORKDIR /build
COPY infra/image/Training.java ./
RUN javac -d training Training.java
COPY bootstrap/target/stockroom.jar ./
RUN java -Djarmode=tools -jar stockroom.jar extract --layers --destination layers

# What changes with each library first, what changes with each commit last.
FROM ${BASE_IMAGE} AS service
WORKDIR /app
COPY --from=unpacked /build/layers/dependencies/ ./
COPY --from=unpacked /build/layers/snapshot-dependencies/ ./
COPY infra/image/healthcheck ./
COPY --from=unpacked /build/layers/application/ ./

# On the very JVM and class path that will run: the cache fits no other.
FROM service AS trained
ENV LOG_DIR="" STOCKROOM_DATA_DIR=/tmp/data
WORKDIR /training
COPY --from=unpacked /build/training ./
RUN java -cp . Training \
    java -XX:+UseCompactObjectHeaders -XX:AOTCacheOutput=stockroom.aot -jar /app/stockroom.jar

FROM service
COPY --from=trained /training/stockroom.aot ./
# The directory of the embedded database, for a volume: whoever mounts an empty one gets it with this owner.
RUN mkdir /data && chown 10001:10001 /data
USER 10001:10001
EXPOSE 8000
# LOG_DIR empty: to the console only. What deployments may want to change stands in JAVA_TOOL_OPTIONS; what has to match the
# cache, in the command.
ENV LOG_DIR="" \
    STOCKROOM_DATA_DIR=/data \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD ["/app/healthcheck"]
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-XX:AOTCache=/app/stockroom.aot", "-jar", "/app/stockroom.jar"]

ARG VERSION=unknown
ARG COMMIT=unknown
ARG SCHEMA_MAX=unknown
ENV STOCKROOM_COMMIT=${COMMIT}
LABEL org.opencontainers.image.title="Stockroom" \
      org.opencontainers.image.description="REST data service" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${COMMIT}" \
      stockroom.schema.max="${SCHEMA_MAX}"
