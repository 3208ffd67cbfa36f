/** A cell as RFC 4180 wants it; what a spreadsheet would take for a formula begins with an apostrophe. */
function cell(value: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(value);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a CSV file, the first of them the names of the columns. */
export function csvOf(rows: (string | number | null)[][]): string {
  return rows
    .map((row) => `${row.map((value) => cell(String(value ?? ''))).join(',')}\r\n`)
    .join('');
}
