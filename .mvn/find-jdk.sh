# Sourced: sets JAVA_HOME to a JDK of version 25 or later, or says how to get one.
wanted=25

jdk_version() { # prints the major version of the JDK in folder $1, nothing where there is none
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  set -- "${JAVA_HOME:-}"
  on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
    set -- "$@" "${on_path%/bin/javac}"
  fi
  for folder in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -d "$folder" ] && set -- "$@" "$folder"
  done
  seen=
  for folder in "$@"; do
    [ -n "$folder" ] || continue
    version=$(jdk_version "$folder")
    [ -n "$version" ] || continue
    if [ "$version" -ge "$wanted" ]; then
      JAVA_HOME=$folder
      export JAVA_HOME
      return 0
    fi
    seen="$seen
  $folder is $version"
  done
  {
    echo "Fabula needs a JDK of version $wanted or later, and found none."
    [ -z "$seen" ] || echo "Found:$seen"
    echo "Install one (for instance Temurin $wanted from adoptium.net, or: apt-get install openjdk-$wanted-jdk) and set JAVA_HOME to it."
  } >&2
  return 1
}
