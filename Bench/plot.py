# SPDX-License-Identifier: Apache-2.0
"""Draws what an exchange costs against the length of the lists: seconds and memory, both axes in powers of ten."""
import math

WIDTH, HEIGHT, GAP, LEFT, TOP, BOTTOM = 330, 300, 150, 62, 44, 46

STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #3a4349; }
  .title { font-size: 14px; font-weight: 600; fill: #1b2226; }
  .grid { stroke: #e2e1d9; } .line { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
  .ours { stroke-width: 2.8; } .lead { stroke: #a8aaa4; stroke-dasharray: 1 4; }
  .ours-name { font-weight: 600; } .paper { fill: #fbfaf6; }
  @media (prefers-color-scheme: dark) {
    text { fill: #b9c2c7; } .title { fill: #eef1f2; } .grid { stroke: #333b40; }
    .paper { fill: #14181a; } .lead { stroke: #626a6e; }
  }
"""

COLOURS = ["#0f766e", "#c2410c", "#7c5cd6", "#b08900", "#5b8fc7"]


def svg(figures):
    """A drawing.

    figures: who to {accounts: (seconds, MiB)}, ours first.
    """
    panels = [("Seconds on the clock", 0, "s"), ("Largest process, MiB", 1, "")]
    width = len(panels) * (LEFT + WIDTH + GAP)
    height = TOP + HEIGHT + BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        ' aria-label="What an exchange costs against the length of the lists">',
        f"<style>{STYLE}</style>", f'<rect class="paper" width="{width}" height="{height}"/>',
    ]
    for place, (title, which, unit) in enumerate(panels):
        parts += panel(figures, title, which, unit, place * (LEFT + WIDTH + GAP) + LEFT)
    return "\n".join(parts + ["</svg>", ""])


def panel(figures, title, which, unit, left):
    sizes = [size for own in figures.values() for size in own]
    values = [own[size][which] for own in figures.values() for size in own]
    x = scale(min(sizes), max(sizes), left, left + WIDTH)
    y = scale(min(values), max(values), TOP + HEIGHT, TOP)
    parts = [f'<text class="title" x="{left}" y="{TOP - 18}">{title}</text>']
    for power in powers(min(sizes), max(sizes)):
        parts += [f'<path class="grid" d="M{x(power):.1f} {TOP}V{TOP + HEIGHT}"/>',
                  f'<text x="{x(power):.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{short(power)}</text>']
    for power in powers(min(values), max(values)):
        parts += [f'<path class="grid" d="M{left} {y(power):.1f}H{left + WIDTH}"/>',
                  f'<text x="{left - 8}" y="{y(power) + 4:.1f}" text-anchor="end">{short(power)}{unit and " " + unit}</text>']
    parts.append(f'<text x="{left + WIDTH / 2}" y="{TOP + HEIGHT + 38}" text-anchor="middle">accounts of each side</text>')
    names = []
    for number, (name, own) in enumerate(figures.items()):
        colour, ours = COLOURS[number % len(COLOURS)], " ours" if number == 0 else ""
        points = [(x(size), y(own[size][which])) for size in sorted(own)]
        path = "L".join(f"{across:.1f} {down:.1f}" for across, down in points)
        parts.append(f'<path class="line{ours}" stroke="{colour}" d="M{path}"/>')
        parts += [f'<circle cx="{across:.1f}" cy="{down:.1f}" r="{4 if ours else 2.6}" fill="{colour}"/>'
                  for across, down in points]
        names.append([points[-1][1], points[-1], name, ours])
    return labels(names, left + WIDTH) + parts


def labels(names, edge):
    """Names beside the panel, at the height of the ends of their lines or below the name before; and what leads to each."""
    names.sort()
    for one, other in zip(names, names[1:]):
        other[0] = max(other[0], one[0] + 15)
    parts = []
    for down, (across, end), name, ours in names:
        parts += [f'<path class="lead" d="M{across + 7:.1f} {end:.1f}L{edge + 4} {down:.1f}"/>',
                  f'<text class="name{ours and " ours-name"}" x="{edge + 8}" y="{down + 4:.1f}">{name}</text>']
    return parts


def scale(least, most, start, end):
    """From numbers to places, by their logarithms, with room at both ends."""
    low, high = math.log10(least), math.log10(most)
    # One size alone stands in the middle of a decade.
    room = 0.04 * (high - low) or 0.5
    return lambda value: start + (math.log10(value) - low + room) / (high - low + 2 * room) * (end - start)


def powers(least, most):
    return [10.0 ** power for power in range(math.ceil(math.log10(least)), math.floor(math.log10(most)) + 1)]


def short(number):
    for least, unit in ((1e6, "M"), (1e3, "k")):
        if number >= least:
            return f"{number / least:g}{unit}"
    return f"{number:g}"
