import { type ReactNode, useId, useState } from 'react';
import { Checkbox } from '../../../kit/Checkbox';
import { Select } from '../../../kit/Select';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { remove, setScalar } from '../../yaml/yamlKeys';
import { setList } from '../../yaml/yamlLists';
import { isThere, listAt, type Path, scalarAt } from '../../yaml/yamlText';
import { catalogName, useFaults, useForm } from './FormContext';
import { placeOf } from './faults';
import { orderOf } from './formKeys';

interface ValueProps {
  path: Path;
  label: ReactNode;
  hint?: ReactNode;
  /** What holds while the key is left out. */
  otherwise?: string;
}

function useValue(path: Path) {
  const { catalog, write, seal } = useForm();
  const place = placeOf(catalogName, path);
  return {
    place,
    value: scalarAt(catalog, path) ?? '',
    faults: useFaults(catalogName, path, 'within'),
    seal,
    set: (value: string) =>
      write(place, catalogName, (text) => setScalar(text, path, value, orderOf(path.slice(0, -1)))),
    clear: (least: number) => write(place, catalogName, (text) => remove(text, path, least)),
  };
}

interface TextValueProps extends ValueProps {
  /** Left empty the key goes, and the mappings that it alone stood in, down to so many keys. */
  least?: number;
  needed?: boolean;
  look?: 'count' | 'amount' | 'text';
}

/** One value, a keystroke at a time. */
export function TextValue({ path, label, hint, otherwise, least, needed, look }: TextValueProps) {
  const { place, value, faults, seal, set, clear } = useValue(path);
  return (
    <div className="catalog-field" data-place={place}>
      <TextField
        label={label}
        hint={hint}
        error={faults.join(' ')}
        inputMode={look === 'count' ? 'numeric' : look === 'amount' ? 'decimal' : undefined}
        autoComplete="off"
        placeholder={otherwise}
        value={value}
        onBlur={seal}
        onText={(typed) => {
          const text = look === 'amount' ? typed.trim().replace(',', '.') : typed;
          if (text === '' && !needed) clear(least ?? Math.max(1, path.length - 1));
          else set(text);
        }}
      />
    </div>
  );
}

/** Yes or no. */
export function FlagValue({ path, label, otherwise }: ValueProps & { otherwise: string }) {
  const { place, value, faults, seal, set } = useValue(path);
  return (
    <div className="catalog-field" data-place={place}>
      <Checkbox
        checked={(value || otherwise) === 'true'}
        error={faults.join(' ')}
        onCheck={(checked) => {
          seal();
          set(`${checked}`);
          seal();
        }}
      >
        {label}
      </Checkbox>
    </div>
  );
}

interface PickValueProps extends ValueProps {
  options: { value: string; text: string }[];
  /** What it says when the key is left out and nothing holds instead. */
  none?: string;
  onPicked?: (value: string) => void;
}

/** One of several; what is written and is none of them stays until another is picked. */
export function PickValue(props: PickValueProps) {
  const { path, label, hint, options, none, otherwise, onPicked } = props;
  const { place, value, faults, seal, set, clear } = useValue(path);
  const shown = value || otherwise || '';
  const isKnown = shown === '' ? none !== undefined : options.some((one) => one.value === shown);
  const all = [
    ...(none !== undefined ? [{ value: '', text: none }] : []),
    ...(isKnown ? [] : [{ value: shown, text: shown }]),
    ...options,
  ];
  return (
    <div className="catalog-field" data-place={place}>
      <Select
        label={label}
        hint={hint}
        error={faults.join(' ')}
        value={shown}
        options={all}
        onPick={(picked) => {
          seal();
          if (onPicked) onPicked(picked);
          else if (picked === '') clear(path.length);
          else if (picked !== shown) set(picked);
          seal();
        }}
      />
    </div>
  );
}

/** A list of days, as people write it: 30, 7, 1. */
export function DaysValue({ path, label, hint }: ValueProps) {
  const { catalog, write, seal } = useForm();
  const place = placeOf(catalogName, path);
  const faults = useFaults(catalogName, path, 'within');
  const kept = listAt(catalog, path).join(', ');
  // What is typed is kept while it is typed: "30, " is a list of one so far.
  const [typed, setTyped] = useState<string>();
  return (
    <div className="catalog-field" data-place={place}>
      <TextField
        label={label}
        hint={hint}
        error={faults.join(' ')}
        autoComplete="off"
        value={typed ?? kept}
        onBlur={() => {
          setTyped(undefined);
          seal();
        }}
        onText={(text) => {
          setTyped(text);
          const days = text.split(/[\s,;]+/).filter((day) => day !== '');
          write(place, catalogName, (before) =>
            setList(before, path, days, orderOf(path.slice(0, -1))),
          );
        }}
      />
    </div>
  );
}

interface ManyValueProps extends ValueProps {
  options: { value: string; text: string }[];
}

/** Any of several; none at all leaves the key out. */
export function ManyValue({ path, label, hint, options }: ManyValueProps) {
  const { catalog, write, seal } = useForm();
  const id = useId();
  const place = placeOf(catalogName, path);
  const faults = useFaults(catalogName, path, 'within');
  const chosen = listAt(catalog, path);
  const unknown = chosen.filter((value) => !options.some((one) => one.value === value));
  const all = [...options, ...unknown.map((value) => ({ value, text: value }))];
  return (
    <fieldset
      className="catalog-many"
      data-place={place}
      aria-describedby={faults.length > 0 ? `${id}-error` : undefined}
    >
      <legend>{label}</legend>
      {hint && <p className="hint">{hint}</p>}
      <div className="catalog-choices">
        {all.map(({ value, text }) => (
          <Checkbox
            key={value}
            checked={chosen.includes(value)}
            onCheck={(checked) => {
              const values = checked
                ? [...chosen, value]
                : chosen.filter((other) => other !== value);
              seal();
              write(place, catalogName, (before) =>
                setList(before, path, values, orderOf(path.slice(0, -1))),
              );
              seal();
            }}
          >
            {text}
          </Checkbox>
        ))}
      </div>
      {faults.length > 0 && (
        <p className="field-error" id={`${id}-error`}>
          {faults.join(' ')}
        </p>
      )}
    </fieldset>
  );
}

interface WordsProps {
  /** The key in each of the documents of texts. */
  name: string;
  label: string;
  /** An empty one stays, for the service to ask for it. */
  needed?: boolean;
}

/** One text in each language. */
export function Words({ name, label, needed }: WordsProps) {
  const { texts } = useForm();
  return (
    <>
      {texts.map((one) => (
        <WordsIn
          key={one.name}
          document={one.name}
          language={one.language}
          name={name}
          label={label}
          needed={needed}
        />
      ))}
    </>
  );
}

function WordsIn({
  document,
  language,
  name,
  label,
  needed,
}: WordsProps & { document: string; language: string }) {
  const { t } = useTexts();
  const { texts, write, seal } = useForm();
  const place = placeOf(document, [name]);
  const faults = useFaults(document, [name]);
  const yaml = texts.find((one) => one.name === document)?.yaml;
  const value = (yaml && scalarAt(yaml, [name])) ?? '';
  const isEmpty = value === '' && yaml !== undefined && isThere(yaml, [name]);
  return (
    <div className="catalog-field catalog-words" data-place={place}>
      <TextField
        label={t('catalog_form.in_language', { label, language: language.toUpperCase() })}
        lang={language}
        error={faults.join(' ')}
        autoComplete="off"
        value={value}
        onBlur={() => {
          // Only then: a text that no language has is no longer shown.
          if (isEmpty && !needed) write(place, document, (text) => remove(text, [name], 1));
          seal();
        }}
        onText={(typed) => write(place, document, (text) => setText(text, name, typed))}
      />
    </div>
  );
}

// A new text stands behind those of the same thing.
function setText(text: string, name: string, value: string): string {
  const start = name.slice(0, name.lastIndexOf('.') + 1);
  const kin = text
    .split('\n')
    .map((line) => /^([a-z0-9_.-]+):/.exec(line)?.[1])
    .filter((key) => key !== undefined)
    .filter((key) => key.startsWith(start));
  return setScalar(text, [name], value, [...kin, name]);
}

/** What is wrong with something that has several fields. */
export function FaultsHere({ path }: { path: Path }) {
  const faults = useFaults(catalogName, path);
  if (faults.length === 0) return null;
  return (
    <div className="field-error" role="note">
      {faults.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  );
}
