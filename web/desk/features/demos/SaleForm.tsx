import { useState } from 'react';
import type { Cycle, Demo } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { Select } from '../../../kit/Select';
import { TextArea } from '../../../kit/TextArea';
import { TextField } from '../../../kit/TextField';
import { useToast } from '../../../kit/Toast';
import { countries, regionsOf } from '../../../portal/features/billing-profile/countries';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useOffer } from '../../state/useOffer';
import { useWin } from './demoQueries';

interface SaleFormProps {
  demo: Demo;
}

const cycleNames = { month: 'monthly', quarter: 'quarterly', year: 'annual' } as const;

/** They buy: what, and where they are, so that the tax on the first invoice is right. */
export function SaleForm({ demo }: SaleFormProps) {
  const { t, language } = useTexts();
  const say = useToast();
  const offer = useOffer();
  const win = useWin(demo.id);
  const plans = (offer?.plans ?? []).filter((each) => !each.contact_only);
  const [plan, setPlan] = useState('');
  const [cycle, setCycle] = useState<Cycle | ''>('');
  const [counts, setCounts] = useState<Record<string, string>>(() =>
    Object.fromEntries(Object.entries(demo.quantities).map(([code, n]) => [code, String(n)])),
  );
  const [name, setName] = useState(demo.company);
  const [country, setCountry] = useState('');
  const [region, setRegion] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const chosen = plans.find(({ code }) => code === plan);
  const cycles = chosen?.cycles ?? [];
  const regions = regionsOf(country, language);
  const items = chosen?.items ?? [];
  const missing = (value: string) => (tried && !value ? t('demo_form.required') : undefined);

  const send = () => {
    setTried(true);
    if (!plan || !cycle || !country || (regions.length > 0 && !region) || win.isPending) return;
    const quantities = Object.fromEntries(
      items
        .map(({ item: code }) => [code, counts[code] ?? ''] as const)
        .filter(([, number]) => /^\d{1,6}$/.test(number))
        .map(([code, number]) => [code, Number(number)]),
    );
    win.mutate(
      {
        set: { plan, cycle, ...(Object.keys(quantities).length > 0 ? { quantities } : {}) },
        name: name.trim(),
        country,
        region,
        reason: reason.trim(),
      },
      { onSuccess: () => say(t('demos.won_done')) },
    );
  };
  return (
    <section className="card stack" aria-labelledby="sale">
      <h2 id="sale">{t('demos.win')}</h2>
      <p className="hint">
        {t('demos.win_hint', { name: `${demo.first_name} ${demo.last_name}` })}
      </p>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className="desk-days">
          <TextField
            name="sale-name"
            label={t('demo_form.company')}
            maxLength={200}
            value={name}
            onText={setName}
          />
          <Select
            label={t('billing.country')}
            name="sale-country"
            value={country}
            error={missing(country)}
            options={[
              { value: '', text: t('demos.choose') },
              ...countries(language).map((each) => ({ value: each.code, text: each.name })),
            ]}
            onPick={(code) => {
              setCountry(code);
              setRegion('');
            }}
          />
          {regions.length > 0 && (
            <Select
              label={t('billing.region')}
              name="sale-region"
              value={region}
              error={missing(region)}
              options={[
                { value: '', text: t('demos.choose') },
                ...regions.map((each) => ({ value: each.code, text: each.name })),
              ]}
              onPick={setRegion}
            />
          )}
          <Select
            label={t('desk.part_plan')}
            name="sale-plan"
            value={plan}
            error={missing(plan)}
            options={[
              { value: '', text: t('demos.choose') },
              ...plans.map((each) => ({ value: each.code, text: each.name })),
            ]}
            onPick={(code) => {
              setPlan(code);
              const its = plans.find((each) => each.code === code)?.cycles ?? [];
              setCycle(its.find((each) => each === cycle) ?? its[0] ?? '');
            }}
          />
          {cycles.length > 0 && (
            <Select
              label={t('desk.part_cycle')}
              name="sale-cycle"
              value={cycle}
              options={cycles.map((each) => ({
                value: each,
                text: offer?.labels[cycleNames[each]] || t(`label.${cycleNames[each]}`),
              }))}
              onPick={(each) => setCycle(each as Cycle)}
            />
          )}
          {items.map(({ item: code }) => {
            const item = offer?.items.find((each) => each.code === code);
            return (
              <TextField
                key={code}
                name={`sale-${code}`}
                inputMode="numeric"
                maxLength={6}
                label={item?.name_plural || item?.name || code}
                value={counts[code] ?? ''}
                onText={(number) => setCounts({ ...counts, [code]: number.trim() })}
              />
            );
          })}
        </div>
        <TextArea
          label={`${t('demos.sale_reason')} ${t('billing.optional')}`}
          name="sale-reason"
          rows={2}
          maxLength={2000}
          value={reason}
          onText={setReason}
        />
        {win.error && <DeskProblem error={win.error} onRetry={() => win.reset()} />}
        <div>
          <Button type="submit" look="primary" busy={win.isPending}>
            {t('demos.win_send')}
          </Button>
        </div>
      </form>
    </section>
  );
}
