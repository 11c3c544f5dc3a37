FROM scratch
ADD rootfs.tar /
USER 65532:65532
