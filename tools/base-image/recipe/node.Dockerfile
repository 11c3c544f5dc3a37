FROM scratch
ADD rootfs.tar /
COPY node /usr/bin/node
COPY healthcheck.mjs /usr/lib/prod-e/healthcheck.mjs
USER 65532:65532
