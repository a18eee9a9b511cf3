// The colours of charts, as the style sheet has them for the theme of the moment.

/** Resolved by the browser, because a canvas does not know custom properties. */
export function palette() {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const colour = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const found = {
    series: [1, 2, 3, 4, 5, 6].map((number) => colour(`--series-${number}`)),
    text: colour('--text'),
    quiet: colour('--quiet'),
    grid: colour('--grid'),
    ground: colour('--card'),
  };
  probe.remove();
  return found;
}
