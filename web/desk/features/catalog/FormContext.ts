import { createContext, useContext } from 'react';
import { useTexts } from '../../../text/Texts';
import type { CatalogDocument } from '../../state/catalogQueries';
import { type Path, scalarAt, type YamlText } from '../../yaml/yamlText';
import { type Fault, isWithin, placeOf } from './faults';
import type { Draft } from './useDraft';

export { catalogName } from './faults';

export interface TextsDocument {
  name: string;
  language: string;
  yaml: YamlText;
}

interface FormParts {
  catalog: YamlText;
  texts: TextsDocument[];
  faults: Fault[];
  /** Where somebody wants to be led: what is folded opens itself. */
  wanted: string | undefined;
  write: Draft['write'];
  /** Several documents at once. */
  writeAll: (tag: string, change: (documents: CatalogDocument[]) => CatalogDocument[]) => void;
  seal: Draft['seal'];
  /** Opens the text where it stands. */
  toText: (document: string, path: Path) => void;
}

export const FormContext = createContext<FormParts | null>(null);

export function useForm(): FormParts {
  const form = useContext(FormContext);
  if (!form) throw new Error('useForm needs a form above it');
  return form;
}

/** The messages at a place; with `within`, at what it holds too. */
export function useFaults(document: string, path: Path, within?: 'within'): string[] {
  const place = placeOf(document, path);
  return useForm()
    .faults.filter((fault) =>
      fault.place === undefined
        ? false
        : within
          ? isWithin(fault.place, place)
          : fault.place === place,
    )
    .map(({ message }) => message);
}

/** What plans, items and roles are called in the language of the page, or in the first one. */
export function useNames() {
  const { texts } = useForm();
  const { language } = useTexts();
  const book = texts.find((one) => one.language === language) ?? texts[0];
  return (key: string, code: string) => (book && scalarAt(book.yaml, [key])) || code;
}

/** How the places of texts begin whose keys begin so, in every language. */
export function textPlaces(texts: TextsDocument[], start: string): string[] {
  return texts.map(({ name }) => placeOf(name, [start]));
}
