import { useMutation } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { api, body } from '../../../api/client';
import { ApiProblem } from '../../../api/problem';
import type { DemoFormOptions } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { Select } from '../../../kit/Select';
import { TextArea } from '../../../kit/TextArea';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { ownTimeZone, timeZones } from './timeZones';

interface DemoFormProps {
  options: DemoFormOptions;
}

const empty = {
  company: '',
  first_name: '',
  last_name: '',
  email: '',
  phone: '',
  day: '',
  time: '',
  message: '',
  website: '',
};
type Field = keyof typeof empty;
const required: Field[] = ['company', 'last_name', 'email'];

/** Who they are, when it would suit them, and how many they are. */
export function DemoForm({ options }: DemoFormProps) {
  const { t, language } = useTexts();
  const [values, setValues] = useState(empty);
  const [zone, setZone] = useState(() => ownTimeZone(options.time_zone));
  const [counts, setCounts] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);

  const send = useMutation({
    mutationFn: () => {
      const { day, time, ...rest } = values;
      const quantities = Object.fromEntries(
        Object.entries(counts)
          .filter(([, number]) => /^\d{1,6}$/.test(number))
          .map(([code, number]) => [code, Number(number)]),
      );
      return body(
        api.POST('/v1/demos', {
          body: {
            vendor: options.vendor.code,
            language,
            time_zone: zone,
            ...rest,
            email: rest.email.trim(),
            ...(day && time ? { day, time } : {}),
            ...(Object.keys(quantities).length > 0 ? { quantities } : {}),
          },
        }),
      );
    },
  });
  const sent = send.isSuccess;
  const title = t(sent ? 'demo_form.sent' : 'demo_form.title', { vendor: options.vendor.name });
  useEffect(() => {
    document.title = title;
  }, [title]);
  // Where the form was, its answer is, and is read out: before it is drawn, so that nobody is left on no element.
  useLayoutEffect(() => {
    if (sent) heading.current?.focus();
  }, [sent]);

  const lacks = (name: Field) => tried && required.includes(name) && !values[name].trim();
  const halfMoment = tried && Boolean(values.day) !== Boolean(values.time);
  const problem = send.error instanceof ApiProblem ? send.error.body : undefined;
  const errorOf = (name: Field): string | undefined => {
    if (lacks(name)) return t('demo_form.required');
    if (halfMoment && (name === 'day' || name === 'time') && !values[name])
      return t('demo_form.moment');
    return problem?.field === name ? problem.detail : undefined;
  };
  const field = (name: Field, more: Partial<Parameters<typeof TextField>[0]> = {}) => (
    <TextField
      label={t(`demo_form.${name}`)}
      name={name}
      maxLength={200}
      optional={required.includes(name) ? undefined : t('billing.optional')}
      value={values[name]}
      error={errorOf(name)}
      onText={(text) => {
        setValues({ ...values, [name]: text });
        if (!send.isPending) send.reset();
      }}
      {...more}
    />
  );

  if (sent)
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p>{t('demo_form.sent_text', { email: values.email.trim() })}</p>
        <p className="muted">{t('demo_form.sent_next', { vendor: options.vendor.name })}</p>
      </>
    );
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="muted">{t('demo_form.text', { vendor: options.vendor.name })}</p>
      <form
        className="stack"
        noValidate
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          const isWhole =
            required.every((name) => values[name].trim()) &&
            Boolean(values.day) === Boolean(values.time);
          if (isWhole && !send.isPending) send.mutate();
          else
            requestAnimationFrame(() =>
              form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
            );
        }}
      >
        <div className="form-grid">
          {field('first_name', { autoComplete: 'given-name', maxLength: 100 })}
          {field('last_name', { autoComplete: 'family-name', maxLength: 100 })}
          {field('company', { autoComplete: 'organization' })}
          {field('email', {
            type: 'email',
            autoComplete: 'email',
            autoCapitalize: 'none',
            spellCheck: false,
            maxLength: 254,
          })}
          {field('phone', { type: 'tel', autoComplete: 'tel', maxLength: 40 })}
          <Select
            label={t('demo_form.time_zone')}
            name="time_zone"
            value={zone}
            options={timeZones(zone).map((name) => ({
              value: name,
              text: name.replaceAll('_', ' '),
            }))}
            error={problem?.field === 'time_zone' ? problem.detail : undefined}
            onPick={setZone}
          />
          {field('day', { type: 'date' })}
          {field('time', { type: 'time' })}
          {options.items.map(({ code, name }) => (
            <TextField
              key={code}
              label={t('demo_form.count', { name })}
              name={`count-${code}`}
              inputMode="numeric"
              maxLength={6}
              optional={t('billing.optional')}
              value={counts[code] ?? ''}
              onText={(number) => setCounts({ ...counts, [code]: number.trim() })}
            />
          ))}
        </div>
        <TextArea
          label={`${t('demo_form.message')} ${t('billing.optional')}`}
          name="message"
          rows={4}
          maxLength={5000}
          value={values.message}
          onText={(message) => setValues({ ...values, message })}
        />
        {/* People do not come by here; programs that fill in everything do. */}
        <div className="trap" aria-hidden="true">
          <label>
            {t('demo_form.website')}
            <input
              name="website"
              tabIndex={-1}
              autoComplete="off"
              value={values.website}
              onInput={(event) => setValues({ ...values, website: event.currentTarget.value })}
            />
          </label>
        </div>
        {send.error &&
          (problem && problem.status < 500 ? (
            <Banner tone="bad" announced title={problem.detail} />
          ) : (
            <ProblemBanner error={send.error}>{t('problem.kept')}</ProblemBanner>
          ))}
        <Button type="submit" look="primary" wide busy={send.isPending}>
          {t('demo_form.send')}
        </Button>
        <p className="hint">{t('demo_form.privacy')}</p>
      </form>
    </>
  );
}
