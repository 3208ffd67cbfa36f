import { isPassing } from '../../../api/problem';
import type { ListReport, Wanted } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { LongTable } from '../../../kit/LongTable';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { usePortal } from '../../state/PortalContext';
import { type FileKind, useRejectedFile } from '../../state/peopleList';
import { isAllowed, toPay } from '../../state/previewParts';
import { usePreview } from '../../state/usePreview';

interface ImportReportProps {
  file: File;
  report: ListReport;
  wish: Wanted;
  seat: string;
  isAdded: boolean;
  busy: boolean;
  onAdd: () => void;
  onLeave: () => void;
}

/** What the check of a file found: how many can be listed and what they cost, and each line that cannot. */
export function ImportReport(props: ImportReportProps) {
  const { file, report, isAdded, busy, onAdd, onLeave } = props;
  const { t } = useTexts();
  const { accepted, rejected } = report;
  return (
    <div id="import-report" className="stack">
      <div className="stack gap-s" role="status">
        <h3>{t('import.report', { file: file.name })}</h3>
        <p>
          <strong className="numbers">{t('import.accepted', { count: accepted })}</strong>
          {' · '}
          <span className="numbers">{t('import.rejected', { count: rejected.length })}</span>
        </p>
      </div>
      {accepted > 0 && !isAdded && <Cost {...props} />}
      <div className="row wrap gap-s">
        {accepted > 0 && !isAdded && (
          <Button id="import-add" look="primary" icon="plus" busy={busy} onClick={onAdd}>
            {t('import.add', { count: accepted })}
          </Button>
        )}
        <Button id="import-leave" look={isAdded ? 'secondary' : 'quiet'} onClick={onLeave}>
          {t(isAdded || accepted === 0 ? 'import.another' : 'import.discard')}
        </Button>
      </div>
      {rejected.length > 0 && (
        <div className="stack gap-s">
          <div className="row wrap between">
            <h3>{t('import.rejected_title')}</h3>
            {/* Once the others are added, the same file would have them all as known already. */}
            {!isAdded && (
              <div className="row wrap gap-s">
                <RejectedButton file={file} kind="csv" />
                <RejectedButton file={file} kind="xlsx" />
              </div>
            )}
          </div>
          {!isAdded && <p className="muted small">{t('import.rejected_text')}</p>}
          <LongTable
            rows={rejected}
            className="rejected-table"
            caption={t('import.rejected_title')}
            keyOf={({ line }) => `${line}`}
            head={
              <>
                <th scope="col" className="line-column">
                  {t('import.line')}
                </th>
                <th scope="col">{t('people.email')}</th>
                <th scope="col" className="wide-only">
                  {t('import.why')}
                </th>
              </>
            }
          >
            {({ line, email, text }) => (
              <>
                <th scope="row" className="numbers">
                  {line}
                </th>
                <td>
                  <span className="verdict-line cell-line" title={email}>
                    {email || '—'}
                  </span>
                  <span className="narrow-only small verdict-why" title={text}>
                    {text}
                  </span>
                </td>
                <td className="wide-only verdict-why" title={text}>
                  {text}
                </td>
              </>
            )}
          </LongTable>
        </div>
      )}
    </div>
  );
}

/** What the subscription would be with the people of the file, before anything is kept. */
function Cost({ report, wish, seat }: ImportReportProps) {
  const { t, count, money } = useTexts();
  const { offer, itemName } = usePortal();
  const { number, paid } = report;
  const isMore = number !== paid || Object.keys(wish).length > 0;
  const quantities = { ...wish.quantities, [seat]: number };
  const preview = usePreview(isMore ? { ...wish, quantities } : undefined);
  const read = preview.isStale ? undefined : preview.preview;
  const due = read?.due_now;
  return (
    <dl id="import-cost" className="facts" aria-busy={isMore && preview.isStale}>
      <div>
        <dt>{t('import.number')}</dt>
        <dd className="numbers">
          {t('import.number_from', {
            number: count(number),
            name: itemName(seat, number),
            paid: count(paid),
          })}
        </dd>
      </div>
      <div>
        <dt>{t('summary.due_now')}</dt>
        <dd className="numbers" data-testid="import-due">
          {preview.error ? (
            <ProblemBanner
              error={preview.error}
              {...(isPassing(preview.error) && { onRetry: () => void preview.refetch() })}
            />
          ) : !isMore ? (
            money('0', offer.currency)
          ) : !read ? (
            t('state.loading')
          ) : isAllowed(read) ? (
            money(toPay(read), due?.currency ?? offer.currency)
          ) : (
            read.text
          )}
        </dd>
      </div>
    </dl>
  );
}

function RejectedButton({ file, kind }: { file: File; kind: FileKind }) {
  const { t } = useTexts();
  const rejected = useRejectedFile();
  return (
    <>
      <Button
        id={`rejected-${kind}`}
        icon="download"
        busy={rejected.isPending}
        onClick={() => rejected.mutate({ file, kind })}
      >
        <span className="visually-hidden">{t('import.download_rejected')} </span>
        {t(`import.kind_${kind}`)}
      </Button>
      {rejected.error && <ProblemBanner error={rejected.error} />}
    </>
  );
}
