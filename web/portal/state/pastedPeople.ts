/** People written one per line, as they come out of an address book, an e-mail or a spreadsheet. */
export interface PastedPerson {
  /** What was written, to be shown beside what became of it. */
  line: string;
  email: string;
  first_name?: string;
  last_name?: string;
  position?: string;
}

const address = /[^\s<>"(),;:]+@[^\s<>"(),;:]+/;

/** The address and the fields around it; what holds no address is kept, for the service to refuse it. */
export function parsePeople(text: string): PastedPerson[] {
  return text
    .split(/\r?\n/)
    .flatMap(peopleOf)
    .map((line) => line.trim())
    .filter(Boolean)
    .map(parsePerson);
}

/** Several addresses on one line are as many people: that is how mail programs write them. */
function peopleOf(line: string): string[] {
  if (!hasSeveral(line)) return [line];
  const parts = line.includes('<') ? line.split(/(?<=>)\s*[,;]/) : line.split(/[,;\t]/);
  // Between blanks, whatever stands before an address is the name that goes with it.
  return parts.flatMap((part) => (hasSeveral(part) ? part.split(/(?<=@\S+)\s+/) : [part]));
}

function hasSeveral(text: string): boolean {
  return (text.match(/@/g) ?? []).length > 1;
}

function parsePerson(line: string): PastedPerson {
  const bracketed = /^(.*)<\s*([^<>]+?)\s*>/.exec(line);
  if (bracketed) {
    const [, before = '', email = ''] = bracketed;
    return { line, email, ...splitName(unquoted(before)) };
  }
  const fields = line.split(/[;,\t]/).map(unquoted);
  const at = fields.findIndex((field) => address.test(field));
  if (at < 0) return { line, email: line };
  const email = address.exec(fields[at] ?? '')?.[0] ?? '';
  const others = fields.filter((_, place) => place !== at);
  if (fields.length === 1) {
    return { line, email, ...splitName(line.replace(email, '').trim()) };
  }
  if (others.length === 1) return { line, email, ...splitName(others[0] ?? '') };
  const [first = '', last = '', position = ''] = others;
  return {
    line,
    email,
    ...(first && { first_name: first }),
    ...(last && { last_name: last }),
    ...(position && { position }),
  };
}

/** “Ana Ruiz” and “Ruiz, Ana” name the same person; a single word is a first name. */
function splitName(name: string): { first_name?: string; last_name?: string } {
  const comma = /^([^,]+),\s*(.+)$/.exec(name);
  const [first = '', ...rest] = comma ? [comma[2], comma[1]] : name.split(/\s+/);
  const last = rest.join(' ');
  return { ...(first && { first_name: first }), ...(last && { last_name: last }) };
}

function unquoted(field: string): string {
  return field
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .trim();
}
