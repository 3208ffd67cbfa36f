import type { WrittenVersion } from '../../state/catalogQueries';
import { pathAt, samePlace } from '../../yaml/yamlPlace';
import { isThere, type Path, readYaml, sourceAt, type YamlText } from '../../yaml/yamlText';

export const catalogName = 'catalog.yaml';

/** The name of a place in one of the documents. */
export function placeOf(document: string, path: Path): string {
  return [document, ...path].join('/');
}

export function isWithin(place: string, holder: string): boolean {
  return place === holder || place.startsWith(`${holder}/`);
}

/** A mistake that the service found, and where it is now; nothing when what it speaks of was changed since. */
export interface Fault {
  document: string;
  line: number;
  message: string;
  place?: string | undefined;
}

/** `saved` is what the service checked, `now` what is written here. */
export function faultsOf(
  saved: Pick<WrittenVersion, 'documents' | 'mistakes'>,
  now: ReadonlyMap<string, YamlText>,
): Fault[] {
  const checked = new Map(saved.documents.map(({ name, text }) => [name, readYaml(text)]));
  return saved.mistakes.map(({ document, line, column, message }) => {
    const before = checked.get(document);
    const after = now.get(document);
    const path = before && after && (pathAt(before, line, column) ?? named(before, line, message));
    if (!path) return { document, line, message };
    // A text that is missing stands nowhere yet.
    const there = isThere(before, path) ? samePlace(before, after, path) : path;
    const isSame = there && sourceAt(before, path) === sourceAt(after, there);
    return { document, line, message, place: isSame ? placeOf(document, there) : undefined };
  });
}

// What a document as a whole lacks is told by its key.
function named(yaml: YamlText, line: number, message: string): Path | undefined {
  const key = line === 0 ? /"([a-z0-9_.-]+)"/.exec(message)?.[1] : undefined;
  return key?.includes('.') && !isThere(yaml, [key]) ? [key] : undefined;
}
