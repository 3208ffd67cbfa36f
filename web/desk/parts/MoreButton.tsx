import { Button } from '../../kit/Button';
import { useTexts } from '../../text/Texts';

interface MoreButtonProps {
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Fetches the next page, where there is one. */
export function MoreButton({ pages }: MoreButtonProps) {
  const { t } = useTexts();
  if (!pages.hasNextPage) return null;
  return (
    <div>
      <Button busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
        {t('desk.more')}
      </Button>
    </div>
  );
}
