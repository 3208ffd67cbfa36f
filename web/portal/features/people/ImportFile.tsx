import { useId, useRef, useState } from 'react';
import type { ListReport, Wanted } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { classes } from '../../../kit/classes';
import { Icon } from '../../../kit/Icon';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { usePortal } from '../../state/PortalContext';
import { type FileKind, useCheckFile, useImportFile, useTemplate } from '../../state/peopleList';
import { ImportReport } from './ImportReport';

const kinds =
  '.csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface ImportFileProps {
  /** What is edited already: the people of the file come on top of it. */
  wish: Wanted;
  seat: string;
}

/** People from a file: checked line by line first, then put on the list. */
export function ImportFile({ wish, seat }: ImportFileProps) {
  const { t } = useTexts();
  const say = useToast();
  const check = useCheckFile();
  const take = useImportFile();
  const [file, setFile] = useState<File>();
  const [part, setPart] = useState(0);
  const stop = useRef<AbortController>(undefined);

  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    take.reset();
    stop.current = new AbortController();
    setFile(chosen);
    setPart(0);
    check.mutate({ file: chosen, onProgress: setPart, signal: stop.current.signal });
  };
  const leave = () => {
    stop.current?.abort();
    check.reset();
    take.reset();
    setFile(undefined);
  };
  const add = (report: ListReport) => {
    if (!file) return;
    take.mutate(file, {
      onSuccess: ({ accepted }) => {
        say(t('import.added', { count: accepted }));
        // What was refused stays on the screen, to be corrected.
        if (report.rejected.length === 0) leave();
      },
    });
  };

  return (
    <div className="stack">
      {(!file || check.error) && <FilePicker onFile={choose} />}
      {check.error && <ProblemBanner error={check.error} />}
      {check.isPending && file && (
        <div className="stack gap-s" role="status">
          <p>
            {t(part < 1 ? 'import.sending' : 'import.checking', { file: file.name })}{' '}
            <span className="muted numbers">{part < 1 && `${Math.round(part * 100)} %`}</span>
          </p>
          <progress
            className="import-progress"
            max={1}
            {...(part < 1 && { value: part })}
            aria-label={t('import.progress')}
          />
          <div>
            <Button look="quiet" onClick={leave}>
              {t('import.stop')}
            </Button>
          </div>
        </div>
      )}
      {check.data && file && (
        <ImportReport
          file={file}
          report={check.data}
          wish={wish}
          seat={seat}
          isAdded={take.isSuccess}
          busy={take.isPending}
          onAdd={() => add(check.data)}
          onLeave={leave}
        />
      )}
      {take.error && <ProblemBanner error={take.error} />}
    </div>
  );
}

function FilePicker({ onFile }: { onFile: (file: File | undefined) => void }) {
  const { t } = useTexts();
  const { label } = usePortal();
  const id = useId();
  const [isOver, setOver] = useState(false);
  return (
    <>
      <fieldset
        className={classes('drop-zone', isOver && 'over')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          onFile(event.dataTransfer?.files[0]);
        }}
      >
        <Icon name="customers" size={28} />
        <input
          id={id}
          className="visually-hidden"
          type="file"
          name="file"
          accept={kinds}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            onFile(event.currentTarget.files?.[0]);
            // The same file again, once it was corrected, is another choice.
            event.currentTarget.value = '';
          }}
        />
        <label htmlFor={id} className="button button-secondary">
          {t('import.choose')}
        </label>
        <p className="muted">{t('import.drop')}</p>
        <p className="hint" id={`${id}-hint`}>
          {t('import.hint')}
        </p>
      </fieldset>
      <div className="row wrap gap-s">
        <span>{label('download_template')}</span>
        <TemplateButton kind="csv" />
        <TemplateButton kind="xlsx" />
      </div>
    </>
  );
}

function TemplateButton({ kind }: { kind: FileKind }) {
  const { t } = useTexts();
  const { label } = usePortal();
  const template = useTemplate();
  return (
    <>
      <Button
        id={`template-${kind}`}
        icon="download"
        busy={template.isPending}
        onClick={() => template.mutate(kind)}
      >
        <span className="visually-hidden">{label('download_template')} </span>
        {t(`import.kind_${kind}`)}
      </Button>
      {template.error && <ProblemBanner error={template.error} />}
    </>
  );
}
