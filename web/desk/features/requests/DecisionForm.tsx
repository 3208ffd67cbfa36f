import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, body, newIntent } from '../../../api/client';
import { ApiProblem, isProblem } from '../../../api/problem';
import type { StaffRequest } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { Select } from '../../../kit/Select';
import { TextArea } from '../../../kit/TextArea';
import { TextField } from '../../../kit/TextField';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { PauseDays } from '../../PauseDays';
import { RefundTerms, refundFrom } from './RefundTerms';

interface DecisionFormProps {
  request: StaffRequest;
}

/** Accept or decline, always with the reason that is kept beside the decision. */
export function DecisionForm({ request }: DecisionFormProps) {
  const { t } = useTexts();
  const say = useToast();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const pause = request.set?.pause;
  const [days, setDays] = useState({ from: pause?.from ?? '', to: pause?.to ?? '', on: '' });
  const intents = useRef({ accept: newIntent(), decline: newIntent() });
  const payment = request.type === 'payment_problem';
  const gives = request.type === 'refund';
  const [terms, setTerms] = useState({ invoice: '', amount: '' });
  const [wrong, setWrong] = useState(false);
  const refund = gives ? refundFrom(terms) : undefined;
  // A plan without a price is free until its prices are agreed, which this form does not take.
  const quoted =
    request.type === 'custom_plan' &&
    Boolean(request.set?.plan) &&
    !request.effect?.next_invoice_total;

  const decide = useMutation({
    mutationFn: (accept: boolean) =>
      body(
        api.POST('/v1/requests/{request}/decision', {
          params: {
            path: { request: request.id },
            header: { 'Idempotency-Key': intents.current[accept ? 'accept' : 'decline'] },
          },
          body: {
            accept,
            ...(reason.trim() ? { reason: reason.trim() } : {}),
            ...(accept && pause && days.from ? { from: days.from } : {}),
            ...(accept && pause && days.to ? { to: days.to } : {}),
            ...(accept && !pause && days.on ? { on: days.on } : {}),
            ...(accept && refund ? { refund } : {}),
          },
        }),
      ),
    onSuccess: (_data, accept) => say(t(accept ? 'desk.accepted' : 'desk.declined')),
    onError: (error) => {
      // A refusal is final for its key; only an answer that was lost is asked for again.
      if (error instanceof ApiProblem && error.status < 500) {
        intents.current = { accept: newIntent(), decline: newIntent() };
      }
    },
    onSettled: () => {
      client.invalidateQueries({ queryKey: ['request'] });
      client.invalidateQueries({ queryKey: ['requests'] });
      client.invalidateQueries({ queryKey: ['invoices'] });
    },
  });

  // Only the service knows whether a commitment is set aside, which nobody does without saying why.
  const unsaid = isProblem(decide.error, 'reason_required') && decide.error.body.field === 'reason';
  const lacksReason = (missing || unsaid) && !reason.trim();

  const press = (accept: boolean) => {
    const lacks = (!accept || payment || gives) && reason.trim() === '';
    const isWrong = accept && gives && !refund;
    setMissing(lacks);
    setWrong(isWrong);
    if (!lacks && !isWrong) decide.mutate(accept);
  };

  return (
    <section className="card stack" aria-labelledby="decision">
      <h2 id="decision">{t('desk.decision')}</h2>
      {payment && <Banner tone="info" title={t('desk.accept_payment_hint')} />}
      {quoted && <Banner tone="info" title={t('desk.quote_hint')} />}
      {pause && (
        <div className="desk-days">
          <PauseDays days={days} onDays={(some) => setDays({ ...days, ...some })} />
        </div>
      )}
      {gives && (
        <RefundTerms
          request={request}
          terms={terms}
          error={wrong && !refund ? t('desk.refund_wrong') : undefined}
          onTerms={setTerms}
        />
      )}
      {request.set && !pause && !payment && (
        <div className="desk-days">
          <TextField
            type="date"
            name="on"
            label={t('desk.on')}
            optional={t('billing.optional')}
            hint={t('desk.on_hint')}
            value={days.on}
            onText={(on) => setDays({ ...days, on })}
          />
        </div>
      )}
      {(request.decline_reasons ?? []).length > 0 && (
        <Select
          label={t('desk.decline_template')}
          name="decline-template"
          value=""
          options={[
            { value: '', text: t('desk.decline_template_none') },
            ...(request.decline_reasons ?? []).map(({ code, text }) => ({ value: code, text })),
          ]}
          onPick={(code) => {
            const template = request.decline_reasons?.find((each) => each.code === code);
            if (template) setReason(template.text);
          }}
        />
      )}
      <TextArea
        name="reason"
        label={t('desk.reason')}
        value={reason}
        maxLength={2000}
        onText={setReason}
        error={lacksReason ? t('desk.reason_missing') : undefined}
      />
      <p className="hint">
        {t('desk.reason_hint')} {!payment && t('desk.commitment_hint')}
      </p>
      {decide.error && !unsaid && (
        <DeskProblem error={decide.error} onRetry={() => decide.reset()} />
      )}
      <div className="row wrap gap-s">
        {!quoted && (
          <Button
            look="primary"
            busy={decide.isPending && decide.variables}
            onClick={() => press(true)}
          >
            {t(payment ? 'desk.accept_payment' : 'desk.accept')}
          </Button>
        )}
        <Button
          look="danger"
          busy={decide.isPending && !decide.variables}
          onClick={() => press(false)}
        >
          {t('desk.decline')}
        </Button>
      </div>
    </section>
  );
}
