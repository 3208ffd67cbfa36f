import type { StaffRequest } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { Select } from '../../../kit/Select';
import { useToast } from '../../../kit/Toast';
import { ProblemBanner } from '../../../portal/parts/ProblemBanner';
import { isOpenRequest } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { useAssign, useCounts } from './queueQueries';

interface AssigneeProps {
  request: StaffRequest;
}

/** Who looks after it; taken, handed over or given back in one step. */
export function Assignee({ request }: AssigneeProps) {
  const { t } = useTexts();
  const say = useToast();
  const counts = useCounts();
  const assign = useAssign();
  const me = counts.data?.me;
  const { assignee } = request;
  if (!isOpenRequest(request.state)) return null;
  const hand = (to: string | null) =>
    assign.mutate(
      { request: request.id, version: request.version, assignee: to },
      {
        onSuccess: () =>
          say(t(to === null ? 'desk.given_back' : to === me ? 'desk.taken' : 'desk.handed')),
      },
    );
  const people = counts.data?.by_assignee ?? [];
  const isKnown = !assignee || people.some(({ id }) => id === assignee.id);
  return (
    <div className="stack gap-s">
      <div className="row wrap gap-s desk-assignee">
        <Select
          label={t('desk.assignee')}
          name="assignee"
          value={assignee?.id ?? ''}
          options={[
            { value: '', text: t('desk.nobody') },
            ...(isKnown || !assignee ? [] : [{ value: assignee.id, text: assignee.name }]),
            ...people.map(({ id, name }) => ({ value: id, text: id === me ? t('desk.me') : name })),
          ]}
          onPick={(id) => hand(id || null)}
        />
        {me && assignee?.id !== me && (
          <Button busy={assign.isPending} onClick={() => hand(me)}>
            {t('desk.take')}
          </Button>
        )}
      </div>
      {assign.error && <ProblemBanner error={assign.error} />}
    </div>
  );
}
