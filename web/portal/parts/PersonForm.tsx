import { type ReactNode, useRef, useState } from 'react';
import { Button } from '../../kit/Button';
import type { IconName } from '../../kit/Icon';
import { TextField } from '../../kit/TextField';
import { useTexts } from '../../text/Texts';

export interface Person {
  first_name: string;
  last_name: string;
  email: string;
  position: string;
}

type Field = keyof Person;

const nobody: Person = { first_name: '', last_name: '', email: '', position: '' };
const everything = ['first_name', 'last_name', 'email', 'position'] as const;

interface PersonFormProps {
  start?: Person;
  /** What is asked for, in this order; everything when left out. */
  fields?: readonly Field[];
  needed: readonly Field[];
  /** What cannot be changed here, and why. */
  fixed?: Partial<Record<Field, string>>;
  /** What the service said of a field. */
  errors: Partial<Record<Field, string | undefined>>;
  submit: string;
  icon?: IconName;
  busy: boolean;
  /** `done` makes the form ready for the next person. */
  onSend: (person: Person, done: () => void) => void;
  /** In the grid, after the fields. */
  more?: ReactNode;
  /** Between the fields and the button. */
  children?: ReactNode;
  /** Beside the button. */
  beside?: ReactNode;
}

/** Name, address and position of one person; what is needed and missing is said at its field. */
export function PersonForm(props: PersonFormProps) {
  const {
    start = nobody,
    fields = everything,
    needed,
    fixed,
    errors,
    submit,
    icon,
    busy,
    onSend,
    more,
    children,
  } = props;
  const { t } = useTexts();
  const form = useRef<HTMLFormElement>(null);
  const [person, setPerson] = useState(start);
  const [tried, setTried] = useState(false);
  const isMissing = (name: Field) => needed.includes(name) && !person[name].trim();

  const focus = (name: string) =>
    form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
  const send = () => {
    setTried(true);
    const lacking = fields.find(isMissing);
    if (lacking) return focus(lacking);
    onSend(person, () => {
      setPerson(start);
      setTried(false);
      focus(fields[0] ?? '');
    });
  };
  // They stand in twos: of an odd number, the first has a line of its own.
  const alone = fields.length % 2 === 1 ? fields[0] : undefined;
  const field = (name: Field) => ({
    name,
    label: t(`people.${name}`),
    type: name === 'email' ? 'email' : 'text',
    maxLength: name === 'email' ? 254 : 100,
    value: person[name],
    onText: (text: string) => setPerson({ ...person, [name]: text }),
    error: tried && isMissing(name) ? t('people.missing') : errors[name],
    optional: needed.includes(name) || fixed?.[name] ? undefined : t('billing.optional'),
    hint: fixed?.[name],
    readOnly: fixed?.[name] !== undefined,
    autoComplete: 'off',
  });
  return (
    <form
      ref={form}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) send();
      }}
    >
      <div className="form-grid">
        {fields.map((name) => (
          <TextField key={name} {...field(name)} className={name === alone ? 'full' : undefined} />
        ))}
        {more}
      </div>
      {children}
      <div className="row wrap gap-s">
        <Button type="submit" look="primary" {...(icon && { icon })} busy={busy}>
          {submit}
        </Button>
        {props.beside}
      </div>
    </form>
  );
}
