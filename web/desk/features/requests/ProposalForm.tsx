import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../../api/client';
import type { Cycle, StaffRequest, Wanted } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { Disclosure } from '../../../kit/Disclosure';
import { Select } from '../../../kit/Select';
import { TextArea } from '../../../kit/TextArea';
import { TextField } from '../../../kit/TextField';
import { useToast } from '../../../kit/Toast';
import { ProblemBanner } from '../../../portal/parts/ProblemBanner';
import { useIntent } from '../../../portal/state/useIntent';
import { useTexts } from '../../../text/Texts';
import { useOffer } from '../../state/useOffer';
import { useForgetRequests } from './queueQueries';

interface ProposalFormProps {
  request: StaffRequest;
}

const cycles = ['month', 'quarter', 'year'] as const;
const names = { month: 'monthly', quarter: 'quarterly', year: 'annual' } as const;
const isAct = (wish: Wanted | null | undefined) =>
  Boolean(wish?.pause || wish?.cancel || wish?.resume || wish?.renewal);

/** "We can do this instead": other days, another plan, other numbers or agreed prices, open until a day. */
export function ProposalForm({ request }: ProposalFormProps) {
  const { t } = useTexts();
  const say = useToast();
  const forget = useForgetRequests();
  const intent = useIntent();
  const offer = useOffer();
  const { set } = request;
  const pause = set?.pause;
  const isOrder = !isAct(set);
  const [text, setText] = useState('');
  const [until, setUntil] = useState('');
  const [days, setDays] = useState({ from: pause?.from ?? '', to: pause?.to ?? '', on: '' });
  const [plan, setPlan] = useState(set?.plan ?? '');
  const [cycle, setCycle] = useState<string>(set?.cycle ?? '');
  const [counts, setCounts] = useState<Record<string, string>>(
    Object.fromEntries(Object.entries(set?.quantities ?? {}).map(([item, n]) => [item, String(n)])),
  );
  const [prices, setPrices] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);

  const chosen = offer?.plans.find(({ code }) => code === (plan || request.present?.plan));
  const items = offer?.items ?? [];
  // A plan made to measure has no list price: what is agreed is said line by line.
  const isMeasured = Boolean(chosen?.contact_only);

  const wanted = (): Wanted | undefined => {
    if (!isOrder) return undefined;
    const quantities = Object.fromEntries(
      Object.entries(counts)
        .filter(([, number]) => /^\d+$/.test(number))
        .map(([item, number]) => [item, Number(number)]),
    );
    const wish: Wanted = {
      ...(plan ? { plan } : {}),
      ...(cycle ? { cycle: cycle as Cycle } : {}),
      ...(Object.keys(quantities).length > 0 ? { quantities } : {}),
    };
    return Object.keys(wish).length > 0 ? wish : undefined;
  };
  const lines = () =>
    Object.entries(prices)
      .filter(([item, price]) => price.trim() && /^\d+$/.test(counts[item] ?? ''))
      .map(([item, price]) => ({
        item,
        quantity: Number(counts[item]),
        unit_price: price.trim().replace(',', '.'),
      }));

  const propose = useMutation({
    mutationFn: () => {
      const wish = wanted();
      const agreed = isMeasured ? lines() : [];
      return body(
        api.POST('/v1/requests/{request}/proposal', {
          params: { path: { request: request.id }, header: { 'Idempotency-Key': intent.key() } },
          body: {
            text: text.trim(),
            until,
            ...(wish ? { set: wish } : {}),
            ...(pause && days.from ? { from: days.from } : {}),
            ...(pause && days.to ? { to: days.to } : {}),
            ...(!pause && days.on ? { on: days.on } : {}),
            ...(agreed.length > 0 ? { lines: agreed } : {}),
          },
        }),
      );
    },
    onSuccess: () => say(t('desk.proposal_sent')),
    onSettled: (_done, error) => {
      intent.settle(error);
      forget();
    },
  });
  const setDay = (name: keyof typeof days) => (day: string) => setDays({ ...days, [name]: day });

  return (
    <section className="card" aria-label={t('desk.proposal')}>
      <Disclosure summary={t('desk.proposal')}>
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (text.trim() && until) propose.mutate();
          }}
        >
          <p className="hint">{t('desk.proposal_hint')}</p>
          <div className="desk-days">
            {pause && (
              <>
                <TextField
                  type="date"
                  name="proposal-from"
                  label={t('desk.pause_from')}
                  value={days.from}
                  onText={setDay('from')}
                />
                <TextField
                  type="date"
                  name="proposal-to"
                  label={t('desk.pause_to')}
                  optional={t('billing.optional')}
                  value={days.to}
                  onText={setDay('to')}
                />
              </>
            )}
            {isOrder && (
              <>
                <Select
                  label={t('desk.part_plan')}
                  name="proposal-plan"
                  value={plan}
                  options={[
                    { value: '', text: t('desk.as_now') },
                    ...(offer?.plans ?? []).map(({ code, name }) => ({ value: code, text: name })),
                  ]}
                  onPick={setPlan}
                />
                <Select
                  label={t('desk.part_cycle')}
                  name="proposal-cycle"
                  value={cycle}
                  options={[
                    { value: '', text: t('desk.as_now') },
                    ...cycles
                      .filter((each) => !chosen || chosen.cycles.includes(each))
                      .map((each) => ({
                        value: each,
                        text: offer?.labels[names[each]] || t(`label.${names[each]}`),
                      })),
                  ]}
                  onPick={setCycle}
                />
                {items.map((item) => (
                  <TextField
                    key={item.code}
                    name={`proposal-${item.code}`}
                    inputMode="numeric"
                    label={item.name_plural || item.name || item.code}
                    optional={t('desk.total_number')}
                    value={counts[item.code] ?? ''}
                    onText={(number) => setCounts({ ...counts, [item.code]: number.trim() })}
                  />
                ))}
                {isMeasured &&
                  items.map((item) => (
                    <TextField
                      key={`price ${item.code}`}
                      name={`proposal-price-${item.code}`}
                      inputMode="decimal"
                      label={t('desk.agreed_price', { item: item.name || item.code })}
                      optional={t('billing.optional')}
                      value={prices[item.code] ?? ''}
                      onText={(price) => setPrices({ ...prices, [item.code]: price })}
                    />
                  ))}
              </>
            )}
            {!pause && (
              <TextField
                type="date"
                name="proposal-on"
                label={t('desk.on')}
                optional={t('billing.optional')}
                hint={t('desk.on_hint')}
                value={days.on}
                onText={setDay('on')}
              />
            )}
            <TextField
              type="date"
              name="proposal-until"
              label={t('desk.proposal_until')}
              value={until}
              onText={setUntil}
              error={tried && !until ? t('desk.proposal_until_missing') : undefined}
            />
          </div>
          <TextArea
            label={t('desk.proposal_text')}
            name="proposal-text"
            value={text}
            maxLength={5000}
            onText={setText}
            error={tried && !text.trim() ? t('desk.proposal_text_missing') : undefined}
          />
          {propose.error && (
            <ProblemBanner error={propose.error}>{t('problem.kept')}</ProblemBanner>
          )}
          <div>
            <Button type="submit" look="primary" busy={propose.isPending}>
              {t('desk.proposal_send')}
            </Button>
          </div>
        </form>
      </Disclosure>
    </section>
  );
}
