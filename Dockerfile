# An image with the distribution in /opt/camus.
#
#   docker build -t camus .
#   docker run --rm -v "$PWD:/work" -w /work camus plan -P camus.properties

FROM eclipse-temurin:17-jdk AS build
WORKDIR /source
COPY . .
# The cache keeps what Maven downloads for the next build.
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -q -DskipTests package
RUN mkdir /opt/camus && tar -xzf target/camus-*.tar.gz -C /opt/camus --strip-components=1

FROM eclipse-temurin:17-jre
RUN useradd --system --create-home camus && install -d -o camus -g camus /data
COPY --from=build /opt/camus /opt/camus
USER camus
WORKDIR /home/camus
ENTRYPOINT ["/opt/camus/bin/camus"]
CMD ["--help"]
