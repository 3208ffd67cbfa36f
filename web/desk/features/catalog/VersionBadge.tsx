import { Badge } from '../../../kit/Badge';
import { useTexts } from '../../../text/Texts';
import type { CatalogVersion } from '../../state/catalogQueries';

const tones = { draft: 'warning', published: 'good', retired: 'neutral' } as const;

export function VersionBadge({ version }: { version: CatalogVersion }) {
  const { t } = useTexts();
  const names = {
    draft: t('catalog.draft'),
    published: t('catalog.published'),
    retired: t('catalog.retired'),
  };
  return <Badge tone={tones[version.state]}>{names[version.state]}</Badge>;
}

/** What staff call it, or what it is. */
export function useVersionName() {
  const { t } = useTexts();
  return ({ number, title, origin }: CatalogVersion) => {
    const name = number === null ? t('catalog.without_number') : t('catalog.number', { number });
    const called = title || (origin === 'file' ? t('catalog.from_file') : '');
    return called ? `${name} · ${called}` : name;
  };
}
