import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { useTexts } from '../../../text/Texts';
import type { Draft } from './useDraft';

/** Somebody else saved this draft meanwhile: which of the two goes on. Neither is lost by looking. */
export function Theirs({ draft, onChosen }: { draft: Draft; onChosen: () => void }) {
  const { t, instant } = useTexts();
  const { theirs } = draft.state;
  if (!theirs) return null;
  return (
    <Banner
      tone="warning"
      announced
      title={t('catalog.theirs', { at: instant(theirs.changed_at) })}
      actions={
        <>
          <Button
            onClick={() => {
              draft.takeTheirs();
              onChosen();
            }}
          >
            {t('catalog.take_theirs')}
          </Button>
          <Button
            onClick={() => {
              draft.keepMine();
              onChosen();
            }}
          >
            {t('catalog.keep_mine')}
          </Button>
        </>
      }
    >
      {t('catalog.theirs_text')}
    </Banner>
  );
}
