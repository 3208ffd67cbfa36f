import { useState } from 'react';
import type { RequestQueueFilter } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { LinkTo } from '../../../kit/LinkTo';
import { TextField } from '../../../kit/TextField';
import { ProblemBanner } from '../../../portal/parts/ProblemBanner';
import { useTexts } from '../../../text/Texts';
import { addressOf, sameFilter } from './queueFilter';
import { useAddView, useRemoveView, useSaveView, useViews } from './queueQueries';

interface SavedViewsProps {
  filter: RequestQueueFilter;
}

/** The filters one keeps, and a way to keep the present one, under a name of one's own. */
export function SavedViews({ filter }: SavedViewsProps) {
  const { t } = useTexts();
  const views = useViews();
  const [naming, setNaming] = useState<'new' | 'again'>();
  const remove = useRemoveView();
  const kept = views.data?.data ?? [];
  const present = kept.find((view) => sameFilter(view.filter, filter));
  const isUsual = sameFilter(filter, {});
  if (kept.length === 0 && isUsual) return null;
  return (
    <section className="queue-views" aria-label={t('desk.views')}>
      {kept.map((view) => (
        <LinkTo
          key={view.id}
          className="queue-view"
          to={addressOf(view.filter)}
          current={view.id === present?.id}
        >
          {view.name}
        </LinkTo>
      ))}
      {present ? (
        <>
          <Button look="quiet" onClick={() => setNaming('again')}>
            {t('desk.view_rename')}
          </Button>
          <Button look="quiet" busy={remove.isPending} onClick={() => remove.mutate(present.id)}>
            {t('desk.view_remove')}
          </Button>
        </>
      ) : (
        !isUsual && (
          <Button look="quiet" icon="plus" onClick={() => setNaming('new')}>
            {t('desk.view_keep')}
          </Button>
        )
      )}
      <Dialog
        open={naming !== undefined}
        title={t(naming === 'again' ? 'desk.view_rename' : 'desk.view_keep')}
        closeLabel={t('kit.close')}
        onClose={() => setNaming(undefined)}
      >
        <NameForm
          filter={filter}
          view={naming === 'again' ? present : undefined}
          onDone={() => setNaming(undefined)}
        />
      </Dialog>
    </section>
  );
}

interface NameFormProps {
  filter: RequestQueueFilter;
  view: { id: string; name: string } | undefined;
  onDone: () => void;
}

function NameForm({ filter, view, onDone }: NameFormProps) {
  const { t } = useTexts();
  const add = useAddView();
  const save = useSaveView();
  const [name, setName] = useState(view?.name ?? '');
  const [missing, setMissing] = useState(false);
  const problem = add.error ?? save.error;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const given = name.trim();
        setMissing(!given);
        if (!given) return;
        if (view) save.mutate({ id: view.id, name: given, filter }, { onSuccess: onDone });
        else add.mutate({ name: given, filter }, { onSuccess: onDone });
      }}
    >
      <TextField
        label={t('desk.view_name')}
        name="view-name"
        value={name}
        maxLength={60}
        onText={setName}
        error={missing && !name.trim() ? t('desk.view_name_missing') : undefined}
      />
      {problem && <ProblemBanner error={problem} />}
      <div>
        <Button type="submit" look="primary" busy={add.isPending || save.isPending}>
          {t('desk.view_save')}
        </Button>
      </div>
    </form>
  );
}
