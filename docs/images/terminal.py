#!/usr/bin/env python3
"""Draws what a command prints on a terminal as an SVG. Python's standard library is enough.

    terminal.py OUT.svg [--columns N] [--section FROM TO]... [--moment TEXT]... -- COMMAND [ARGUMENT ...]

The command runs on a pseudo terminal. Without --section all of its output is drawn, otherwise the
lines from each one that begins with FROM to the one before the next that begins with TO (an empty
TO: to the end). --moment keeps one state of a line that rewrites itself: the first with TEXT.
"""

import argparse
import fcntl
import os
import pty
import re
import struct
import sys
import termios
from xml.sax.saxutils import escape

FONT_SIZE, CHARACTER, LINE, MARGIN = 14, 8.43, 19, 18
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
BACKGROUND, FRAME, TEXT = "#0d1117", "#30363d", "#d1d7e0"
# What Camus uses of ANSI: bold, green, and bold in magenta and in red.
STYLES = {
    "": f'fill="{TEXT}"',
    "1": 'fill="#ffffff" font-weight="bold"',
    "32": 'fill="#3fb950"',
    "1;35": 'fill="#d2a8ff" font-weight="bold"',
    "1;31": 'fill="#ff7b72" font-weight="bold"',
}
TOKEN = re.compile(r"\x1b\[([0-9;]*)([A-Za-z])|([\r\n])|([^\x1b\r\n]+)")


def output_of(command, columns):
    """All that a command writes to a terminal, and its exit code."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ["TERM"] = "xterm-256color"
        os.environ.pop("NO_COLOR", None)
        os.environ.pop("COLUMNS", None)
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    written = b""
    while True:
        try:
            more = os.read(terminal, 65536)
        except OSError:  # the other side is closed
            break
        if not more:
            break
        written += more
    return written.decode(), os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def text_of(line):
    return "".join(text for _, text in line)


def lines_of(output, moments):
    """The lines as they are on the screen in the end: pairs of style and text."""
    lines, line, style, wanted = [], [], "", list(moments)

    def wiped():
        if wanted and wanted[0] in text_of(line):
            lines.append(list(line))
            wanted.pop(0)

    for code, letter, end, text in TOKEN.findall(output):
        if letter == "m":
            style = "" if code in ("", "0") else code
        elif letter == "K":
            wiped()
            line = []
        elif end == "\n":
            lines.append(line)
            line = []
        elif text:
            line.append((style, text))
    return lines + ([line] if line else [])


def sections(lines, bounds):
    """The parts of the output that are drawn, and dots for what is left out between them."""
    if not bounds:
        return lines
    chosen = []
    for begin, end in bounds:
        inside = False
        part = []
        for line in lines:
            if not inside and text_of(line).startswith(begin):
                inside = True
            elif inside and end and text_of(line).startswith(end):
                break
            if inside:
                part.append(line)
        if not part:
            sys.exit(f"no line begins with {begin!r}")
        while part and not text_of(part[-1]).strip():
            part.pop()
        chosen += ([[("", "  ...")], []] if chosen else []) + part
    return chosen


def drawn(lines, title):
    lines = [[("1", f"$ {title}")], []] + lines
    columns = max(len(text_of(line)) for line in lines)
    width = round(columns * CHARACTER + 2 * MARGIN)
    height = round(len(lines) * LINE + 2 * MARGIN)
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-label="Output of {escape(title)}">',
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"'
        f' fill="{BACKGROUND}" stroke="{FRAME}"/>',
        f'<g font-family="{FONTS}" font-size="{FONT_SIZE}">',
    ]
    for number, line in enumerate(lines):
        y = MARGIN + (number + 0.75) * LINE
        column = 0
        for style, text in line:
            # Each piece has its place and its width, so that any font keeps the columns.
            for words in re.finditer(r"\S+(?: \S+)*", text):
                x = MARGIN + (column + words.start()) * CHARACTER
                svg.append(
                    f'<text x="{x:.1f}" y="{y:.1f}"'
                    f' textLength="{len(words.group()) * CHARACTER:.1f}" {STYLES[style]}>'
                    f"{escape(words.group())}</text>"
                )
            column += len(text)
    return "\n".join(svg + ["</g>", "</svg>", ""])


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("out")
    parser.add_argument("--columns", type=int, default=100)
    parser.add_argument("--section", nargs=2, action="append", default=[])
    parser.add_argument("--moment", action="append", default=[])
    parser.add_argument("--title")
    parser.add_argument("command", nargs="+")
    chosen = parser.parse_args()
    output, code = output_of(chosen.command, chosen.columns)
    if code != 0:
        sys.exit(f"{output}\n{chosen.command[0]} ended with exit code {code}")
    lines = sections(lines_of(output, chosen.moment), chosen.section)
    with open(chosen.out, "w", encoding="utf-8") as file:
        file.write(drawn(lines, chosen.title or " ".join(chosen.command)))


if __name__ == "__main__":
    main()
