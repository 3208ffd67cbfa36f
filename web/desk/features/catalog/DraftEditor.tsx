import { useState } from 'react';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { Select } from '../../../kit/Select';
import { TextArea } from '../../../kit/TextArea';
import { TextField } from '../../../kit/TextField';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useSaveDraft, type WrittenVersion } from '../../state/catalogQueries';
import { placeOfLine } from './placeOfLine';

/** The documents as they are written, with what is wrong on which line. Only a draft can be changed. */
export function DraftEditor({ version }: { version: WrittenVersion }) {
  const { t } = useTexts();
  const say = useToast();
  const [title, setTitle] = useState(version.title);
  const [documents, setDocuments] = useState(version.documents);
  const [shown, setShown] = useState(version.documents[0]?.name ?? '');
  const save = useSaveDraft();
  const isDraft = version.state === 'draft';
  const text = documents.find(({ name }) => name === shown)?.text ?? '';
  const isKept =
    title === version.title &&
    documents.every(({ text }, at) => text === version.documents[at]?.text);

  // The line is marked where it stands, so that the next key changes it.
  const show = (document: string, line: number) => {
    setShown(document);
    requestAnimationFrame(() => {
      const area = globalThis.document.querySelector<HTMLTextAreaElement>('.catalog-text textarea');
      if (!area) return;
      const [start, end] = placeOfLine(area.value, line);
      area.focus();
      area.setSelectionRange(start, end);
    });
  };

  return (
    <section className="card stack" aria-labelledby="text">
      <h2 id="text">{t('catalog.text')}</h2>
      {version.mistakes.length > 0 && (
        <Banner tone="warning" title={t('catalog.mistakes', { count: version.mistakes.length })}>
          <ul>
            {version.mistakes.map(({ document, line, column, message }) => (
              <li key={`${document}:${line}:${column}:${message}`}>
                {documents.some(({ name }) => name === document) && line > 0 ? (
                  <button type="button" className="link" onClick={() => show(document, line)}>
                    {t('catalog.line', { document, line })}
                  </button>
                ) : (
                  <strong>{document}</strong>
                )}{' '}
                {message}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ version, title, documents }, { onSuccess: () => say(t('catalog.saved')) });
        }}
      >
        {isDraft && (
          <TextField
            name="title"
            label={t('catalog.name')}
            maxLength={120}
            value={title}
            onText={setTitle}
          />
        )}
        <Select
          label={t('catalog.document')}
          value={shown}
          options={documents.map(({ name }) => ({ value: name, text: name }))}
          onPick={setShown}
        />
        <div className="catalog-text">
          <TextArea
            label={shown}
            rows={24}
            spellCheck={false}
            wrap="off"
            readOnly={!isDraft}
            value={text}
            onText={(changed) =>
              setDocuments((before) =>
                before.map((one) => (one.name === shown ? { ...one, text: changed } : one)),
              )
            }
          />
        </div>
        {save.error && <DeskProblem error={save.error} onRetry={() => save.reset()} />}
        {isDraft && (
          <div className="row wrap gap-s">
            <Button type="submit" look="primary" busy={save.isPending}>
              {t('catalog.save')}
            </Button>
            <span className="muted small">
              {isKept ? t('catalog.kept') : t('catalog.not_kept')}
            </span>
          </div>
        )}
      </form>
    </section>
  );
}
