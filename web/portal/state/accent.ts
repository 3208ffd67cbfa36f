/** Makes a vendor's colour readable: it stays as given on buttons, and is corrected where it is ink. */

type Rgb = [number, number, number];

/** Ratios of contrast, as WCAG 2 defines them. */
const readable = 4.5;

export function parseColour(text: string): Rgb | undefined {
  const hex = /^#?([0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (!hex) return undefined;
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

function toHex(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function luminance(colour: Rgb): number {
  const linear = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];

function mix(colour: Rgb, towards: Rgb, share: number): Rgb {
  return colour.map((part, at) => part + ((towards[at] ?? 0) - part) * share) as Rgb;
}

/** `colour` moved towards `towards` in small steps until it reads at 4.5:1 on every ground. */
function until(colour: Rgb, towards: Rgb, grounds: Rgb[]): Rgb {
  for (let step = 0; step <= 20; step += 1) {
    const tried = mix(colour, towards, step / 20);
    if (grounds.every((ground) => contrast(tried, ground) >= readable)) return tried;
  }
  return towards;
}

export interface AccentColours {
  accent: string;
  text: string;
  hover: string;
  inkOnLight: string;
  inkOnDark: string;
}

/** Every colour that follows from the vendor's one; nothing when it is not a colour. */
export function accentColours(given: string): AccentColours | undefined {
  const colour = parseColour(given);
  if (!colour) return undefined;
  const text = contrast(colour, black) >= contrast(colour, white) ? black : white;
  const away = text === black ? white : black;
  return {
    accent: toHex(colour),
    text: toHex(text),
    // Hovering moves away from the letters' colour, so that the contrast only grows.
    hover: toHex(mix(colour, away, 0.18)),
    inkOnLight: toHex(until(colour, black, [white, [241, 243, 246]])),
    inkOnDark: toHex(
      until(colour, white, [
        [23, 27, 35],
        [31, 37, 48],
      ]),
    ),
  };
}

/** Dresses the page. Style properties set by script are allowed where inline styles are not. */
export function applyAccent(given: string | undefined): void {
  const colours = given ? accentColours(given) : undefined;
  if (!colours) return;
  const { style } = document.documentElement;
  style.setProperty('--accent', colours.accent);
  style.setProperty('--accent-text', colours.text);
  style.setProperty('--accent-hover', colours.hover);
  style.setProperty('--accent-ink', `light-dark(${colours.inkOnLight}, ${colours.inkOnDark})`);
}
