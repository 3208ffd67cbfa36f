/** The subset of ICU messages that the language files use: {name}, plural, select and #. */
export type Params = Record<string, string | number>;

/** Fills in `message`. `language` decides which plural form a number takes. */
export function formatMessage(message: string, params: Params, language: string): string {
  return render(message, params, language, undefined);
}

function render(text: string, params: Params, language: string, count?: number): string {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === '{') {
      const end = closingBrace(text, at);
      out += argument(text.slice(at + 1, end), params, language, count);
      at = end + 1;
    } else {
      out += char === '#' && count !== undefined ? number(count, language) : char;
      at += 1;
    }
  }
  return out;
}

function argument(inside: string, params: Params, language: string, count?: number): string {
  const comma = inside.indexOf(',');
  if (comma < 0) {
    const value = params[inside.trim()];
    return typeof value === 'number' ? number(value, language) : (value ?? `{${inside.trim()}}`);
  }
  const name = inside.slice(0, comma).trim();
  const second = inside.indexOf(',', comma + 1);
  const kind = inside.slice(comma + 1, second).trim();
  const forms = readForms(inside.slice(second + 1));
  const value = params[name];
  if (kind === 'plural') {
    const amount = Number(value);
    const form =
      forms.get(`=${amount}`) ??
      forms.get(new Intl.PluralRules(language).select(amount)) ??
      forms.get('other');
    return render(form ?? '', params, language, amount);
  }
  return render(forms.get(String(value)) ?? forms.get('other') ?? '', params, language, count);
}

function readForms(text: string): Map<string, string> {
  const forms = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open < 0) break;
    const end = closingBrace(text, open);
    forms.set(text.slice(at, open).trim(), text.slice(open + 1, end));
    at = end + 1;
  }
  return forms;
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`Unclosed brace in message: ${text}`);
}

function number(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}
