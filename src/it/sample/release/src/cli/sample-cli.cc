#include <cstdio>
#include <cstring>

#include "sample/version.h"

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
    std::printf("sample %s\n", sample::version());
    return 0;
  }
  if (argc == 2 && std::strcmp(argv[1], "--features") == 0) {
    std::printf("zlib %s\n%s\n", sample::zlibVersion(), sample::features());
    return 0;
  }
  std::fprintf(stderr, "Usage: sample-cli --version | --features\n");
  return 1;
}
