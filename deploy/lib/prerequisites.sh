# What building and testing need, installed with apt where that is allowed. Sourced by the scripts of deploy/.

# Installs Debian packages, or says what to type and ends.
install() {
    local why=$1
    shift
    local apt=()
    if command -v apt-get >/dev/null; then
        if [[ $(id -u) == 0 ]]; then
            apt=(env DEBIAN_FRONTEND=noninteractive apt-get)
        elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            apt=(sudo -n env DEBIAN_FRONTEND=noninteractive apt-get)
        fi
    fi
    if ((${#apt[@]} > 0)); then
        echo "Installing $* ($why) …" >&2
        if { "${apt[@]}" update -q && "${apt[@]}" install -y -q --no-install-recommends "$@"; } >&2; then
            hash -r
            return
        fi
    fi
    echo "Longji needs $why. Please type: sudo apt-get update && sudo apt-get install -y $*" >&2
    exit 1
}

# The first number of a version text, or 0.
major() {
    local digits
    digits=$("$@" 2>&1 | grep -Eo '[0-9]+' | head -n 1 || true)
    echo "${digits:-0}"
}

# A JDK, not only a runtime; JAVA_HOME counts first, as it does for Maven.
need_java() {
    if [[ -n ${JAVA_HOME:-} && -x $JAVA_HOME/bin/javac ]] && (($(major "$JAVA_HOME/bin/javac" -version) >= 17)); then
        return
    fi
    if command -v javac >/dev/null && (($(major javac -version) >= 17)); then
        unset JAVA_HOME
        return
    fi
    local home
    for home in /usr/lib/jvm/*; do
        if [[ -x $home/bin/javac ]] && (($(major "$home/bin/javac" -version) >= 17)); then
            export JAVA_HOME=$home
            return
        fi
    done
    install "a JDK 17 or newer" openjdk-17-jdk-headless
    unset JAVA_HOME
}

need_build_tools() {
    command -v mvn >/dev/null || install "Maven 3.8 or newer" maven
    if ! command -v node >/dev/null || (($(major node --version) < 18)) || ! command -v npm >/dev/null; then
        install "Node 18 or newer with npm" nodejs npm
    fi
}

# A browser with Chinese glyphs, for the test that signs in as a person would. The headless shell, where it is there, takes the least time.
need_browser() {
    local browser found=
    for browser in chromium-headless-shell chromium chromium-browser google-chrome; do
        ! command -v "$browser" >/dev/null || found=yes
    done
    [[ -n $found ]] || install "a browser for the console's test" chromium
    [[ -e /usr/share/fonts/truetype/wqy/wqy-zenhei.ttc ]] || install "a Chinese font for the console's test" fonts-wqy-zenhei
}
