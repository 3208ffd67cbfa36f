import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, body } from '../../../api/client';
import type { DemoFormOptions } from '../../../api/types';
import { Segmented } from '../../../kit/Segmented';
import { isKnownLanguage } from '../../../text/language';
import { useTexts } from '../../../text/Texts';
import { Loaded } from '../../parts/Loaded';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { applyAccent } from '../../state/accent';
import { DemoForm } from './DemoForm';

interface DemoPageProps {
  setLanguage: (code: string) => void;
}

/** "/portal/demo/<vendor>/…": what follows the vendor is the vendor's own, but for a language. */
function readAddress(path: string): { vendor: string; language: string | undefined } {
  const [, , , vendor = '', next = ''] = path.split('/');
  return {
    vendor: decodeURIComponent(vendor),
    language: isKnownLanguage(next) ? next : undefined,
  };
}

/** For somebody who has no account: asks to be shown the product. */
export function DemoPage({ setLanguage }: DemoPageProps) {
  const [address] = useState(() => readAddress(window.location.pathname));
  const { t, language } = useTexts();
  const options = useQuery({
    queryKey: ['demo-form', address.vendor, language],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/demo-form', { params: { query: { vendor: address.vendor } }, signal })),
  });
  const accent = options.data?.accent;
  useEffect(() => applyAccent(accent), [accent]);
  const first = useRef(address.language);
  useEffect(() => {
    // The address says in which language it was sent; whoever picks another one has it.
    if (first.current) setLanguage(first.current);
    first.current = undefined;
  }, [setLanguage]);
  if (options.error && !options.data)
    return (
      <main className="boot">
        <div className="card stack boot-card">
          <h1>{t('demo_form.nowhere')}</h1>
          <ProblemBanner error={options.error} onRetry={() => options.refetch()} />
        </div>
      </main>
    );
  return (
    <main className="boot">
      <Loaded query={options}>
        {(data) => (
          <div className="card stack boot-card sign-in demo-card">
            <Mark options={data} />
            <DemoForm options={data} />
            <Languages codes={data.languages} onPick={setLanguage} />
          </div>
        )}
      </Loaded>
    </main>
  );
}

function Mark({ options }: { options: DemoFormOptions }) {
  const { name } = options.vendor;
  return (
    <p className="brand">
      {options.logo ? (
        <img className="brand-mark" src={options.logo} alt="" width={36} height={36} />
      ) : (
        <span className="brand-mark" aria-hidden="true">
          {name.slice(0, 1)}
        </span>
      )}
      <span className="brand-name">{name}</span>
    </p>
  );
}

function Languages({ codes, onPick }: { codes: string[]; onPick: (code: string) => void }) {
  const { t, language } = useTexts();
  if (codes.length < 2) return null;
  return (
    <Segmented
      legend={t('account.language')}
      value={language}
      choices={codes.map((code) => ({
        value: code,
        text: (
          <span lang={code}>
            {new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code}
          </span>
        ),
      }))}
      onPick={onPick}
    />
  );
}
