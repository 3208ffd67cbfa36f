import { useEffect, useRef } from 'react';
import { Select } from '../../../kit/Select';
import { TextArea } from '../../../kit/TextArea';
import { useTexts } from '../../../text/Texts';
import { placeOfLine } from './placeOfLine';
import type { Draft } from './useDraft';

/** A line that somebody wants to see; each time is another one. */
export interface Line {
  document: string;
  line: number;
}

interface DocumentTextProps {
  draft: Draft;
  readOnly: boolean;
  shown: string;
  onPick: (document: string) => void;
  wanted: Line | undefined;
}

// Who pauses begins another step that can be undone.
const restBetween = 1_000;

/** The documents as they are written. */
export function DocumentText({ draft, readOnly, shown, onPick, wanted }: DocumentTextProps) {
  const { t } = useTexts();
  const { documents } = draft.state.now;
  const text = documents.find(({ name }) => name === shown)?.text ?? '';
  const box = useRef<HTMLDivElement>(null);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  // The line is marked where it stands, so that the next key changes it.
  useEffect(() => {
    const area = box.current?.querySelector('textarea');
    if (!wanted || !area) return;
    const [start, end] = placeOfLine(area.value, wanted.line);
    area.focus();
    area.setSelectionRange(start, end);
    // A browser shows the mark only where it is already in view.
    const lines = area.value.split('\n').length;
    area.scrollTop = (area.scrollHeight / lines) * Math.max(0, wanted.line - 6);
  }, [wanted]);
  return (
    <>
      <Select
        label={t('catalog.document')}
        value={shown}
        options={documents.map(({ name }) => ({ value: name, text: name }))}
        onPick={onPick}
      />
      <div className="catalog-text" ref={box}>
        <TextArea
          label={shown}
          rows={24}
          spellCheck={false}
          wrap="off"
          readOnly={readOnly}
          value={text}
          onBlur={draft.seal}
          onText={(changed) => {
            clearTimeout(rest.current);
            rest.current = setTimeout(draft.seal, restBetween);
            draft.write(`text/${shown}`, shown, () => changed);
          }}
        />
      </div>
    </>
  );
}
