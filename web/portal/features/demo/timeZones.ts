/** Where this device is, or the place given. */
export function ownTimeZone(otherwise: string): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || otherwise;
}

/** The zones that the browser knows, and the chosen one: browsers call a few by other names. */
export function timeZones(chosen: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes(chosen) ? known : [chosen, ...known];
}
