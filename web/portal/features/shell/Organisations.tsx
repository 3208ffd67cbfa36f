import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../../api/client';
import { keepWhileLeaving } from '../../../api/useLive';
import { Select } from '../../../kit/Select';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { useOrganisations } from '../../state/security';

/** Where else the person is a member: choosing one opens the portal there. Nothing for who is in one only. */
export function Organisations() {
  const { t } = useTexts();
  const client = useQueryClient();
  const query = useOrganisations();
  const [problem, setProblem] = useState<unknown>();
  const all = query.data?.data ?? [];
  if (all.length < 2) return null;
  const go = async (customer: string) => {
    const stay = await keepWhileLeaving(client);
    try {
      await body(api.POST('/v1/session/organisation', { body: { customer } }));
      // Everything that was read belongs to the other one.
      window.location.assign('/portal');
    } catch (error) {
      stay();
      setProblem(error);
    }
  };
  return (
    <>
      <Select
        label={t('account.organisation')}
        value={all.find((one) => one.is_present)?.id ?? ''}
        options={all.map((one) => ({ value: one.id, text: one.name }))}
        onPick={go}
      />
      {problem ? <ProblemBanner error={problem} /> : null}
    </>
  );
}
