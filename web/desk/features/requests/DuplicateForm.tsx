import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../../api/client';
import type { StaffRequest } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { Disclosure } from '../../../kit/Disclosure';
import { Select } from '../../../kit/Select';
import { useToast } from '../../../kit/Toast';
import { ProblemBanner } from '../../../portal/parts/ProblemBanner';
import { useIntent } from '../../../portal/state/useIntent';
import { requestType } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { deskState } from './dueWords';
import { useForgetRequests } from './queueQueries';

interface DuplicateFormProps {
  request: StaffRequest;
}

/** The customer asked for the same before: that request goes on, this one is closed. */
export function DuplicateForm({ request }: DuplicateFormProps) {
  const texts = useTexts();
  const { t, instant } = texts;
  const say = useToast();
  const forget = useForgetRequests();
  const intent = useIntent();
  const [of, setOf] = useState('');
  const others = useQuery({
    queryKey: ['requests', 'of', request.customer],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/requests', { params: { query: { customer: request.customer } }, signal })),
  });
  const mark = useMutation({
    mutationFn: () =>
      body(
        api.POST('/v1/requests/{request}/duplicate', {
          params: { path: { request: request.id }, header: { 'Idempotency-Key': intent.key() } },
          body: { of },
        }),
      ),
    onSuccess: () => say(t('desk.duplicate_marked')),
    onSettled: (_done, error) => {
      intent.settle(error);
      forget();
    },
  });
  const choices = (others.data?.data ?? []).filter(
    ({ id, state }) => id !== request.id && state !== 'duplicate',
  );
  if (choices.length === 0) return null;
  return (
    <section className="card">
      <Disclosure summary={t('desk.duplicate')}>
        <div className="stack">
          <Select
            label={t('desk.duplicate_pick')}
            name="duplicate"
            value={of}
            options={[
              { value: '', text: t('desk.duplicate_none') },
              ...choices.map((each) => ({
                value: each.id,
                text: `${requestType(each.type, t)} · ${deskState(each.state, texts)} · ${instant(each.created_at)}`,
              })),
            ]}
            onPick={setOf}
          />
          {mark.error && <ProblemBanner error={mark.error} />}
          <div>
            <Button busy={mark.isPending} disabled={!of} onClick={() => mark.mutate()}>
              {t('desk.duplicate_mark')}
            </Button>
          </div>
        </div>
      </Disclosure>
    </section>
  );
}
