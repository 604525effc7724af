// The dialog that writes the design out: format, what is shown, how large, under which name.
import { Check, Copy, Download, OctagonAlert } from 'lucide-react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Theme } from '../../shared/format/drawingColours.ts';
import { fileName } from '../../shared/format/escape.ts';
import type { Project } from '../../shared/model/types.ts';
import { wholeAnalysis } from '../compare/whole.ts';
import { workOut } from '../compare/workOut.ts';
import { Sheet } from '../frame/Sheet.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Pending } from '../parts/Figure.tsx';
import { letterOf } from '../parts/Marks.tsx';
import { Select } from '../parts/Select.tsx';
import { draw } from '../state/drawings.ts';
import { set, useWindow } from '../state/store.ts';
import { useTheme } from '../state/theme.ts';
import { bytes, plain } from '../../shared/explain/numbers.ts';
import { contentsOf } from './contents.ts';
import { FORMATS, formatOf, isPicture } from './formats.ts';
import { useFormat } from './openExport.ts';
import { fits, largestScale, SCALES, scaled, svgSize, type Size } from './pictureSize.ts';
import { pngOf } from './png.ts';
import { saveFile } from './saveFile.ts';
import { SvgPicture } from './SvgPicture.tsx';

export function ExportDialog() {
  const open = useWindow((state) => state.dialog === 'export');
  const project = useWindow((state) => state.project);
  return open && project ? <Dialog project={project} /> : null;
}

const close = (): void => set({ dialog: null });

type Told = { readonly good: boolean; readonly message: string };

function Dialog({ project }: { readonly project: Project }) {
  const { format } = useFormat();
  const visible = useWindow((state) => state.variant);
  const [chosen, setChosen] = useState(visible);
  const variant = project.variants.find(({ id }) => id === chosen) ?? project.variants[0];
  const [figures, setFigures] = useState(true);
  const shown = useTheme((state) => state.shown);
  const [theme, setTheme] = useState<Theme>(shown);
  const [scale, setScale] = useState(2);
  const [typed, setTyped] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const text = useText(project, variant?.id ?? '', figures, theme);

  const picture = isPicture(format);
  const size = picture && text !== null ? svgSize(text) : null;
  const tooLarge = format === 'png' && size !== null && !fits(scaled(size, scale));
  const kind = formatOf(format);
  const usual = fileName(picture ? `${project.name}, ${variant?.name ?? ''}` : project.name);
  const name = fileName(typed ?? usual);
  const ready = text !== null && !busy && !tooLarge;

  const blobOf = (): Promise<Blob> =>
    format === 'png' ? pngOf(text ?? '', scale) : Promise.resolve(new Blob([text ?? ''], { type: kind.type }));
  const run = (work: () => Promise<Told | null>): void => {
    setBusy(true);
    setTold(null);
    work()
      .catch((error: unknown) => ({ good: false, message: error instanceof Error ? error.message : String(error) }))
      .then((outcome) => {
        setTold(outcome);
        setBusy(false);
      })
      .catch(() => undefined);
  };
  const save = (): void =>
    run(async () => {
      const saved = await saveFile(name, kind.extension, await blobOf());
      return saved && (saved.ok ? { good: true, message: saved.where } : { good: false, message: saved.message });
    });
  const copy = (): void =>
    run(async () => {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blobOf() })]);
      return { good: true, message: 'The picture is in the clipboard' };
    });

  return (
    <Sheet label="Export" className="export" onClose={close}>
      <header className="export-head">
        <h2>Export</h2>
        <Choice
          label="Format"
          value={format}
          options={FORMATS.map(({ id, word }) => ({ value: id, word }))}
          onChange={(id) => {
            setTold(null);
            useFormat.setState({ format: id });
          }}
        />
      </header>
      <div className="export-body">
        <Preview format={format} text={text} theme={theme} label={variant?.name ?? project.name} />
        <div className="export-fields">
          <p className="quiet">{kind.what}.</p>
          {picture ? (
            <>
              <Row label="Variant">
                <Select
                  label="Variant"
                  value={variant?.id ?? ''}
                  options={project.variants.map(({ id, name: word }, index) => ({
                    value: id,
                    word: `${letterOf(index)}  ${word}`,
                  }))}
                  onChange={setChosen}
                />
              </Row>
              <Row label="Shows">
                <Choice
                  label="Shows"
                  value={figures ? 'figures' : 'plain'}
                  options={[
                    { value: 'figures', word: 'Figures' },
                    { value: 'plain', word: 'Drawing only' },
                  ]}
                  onChange={(value) => setFigures(value === 'figures')}
                />
              </Row>
              <Row label="Colours">
                <Choice
                  label="Colours"
                  value={theme}
                  options={[
                    { value: 'light', word: 'Light' },
                    { value: 'dark', word: 'Dark' },
                  ]}
                  onChange={setTheme}
                />
              </Row>
            </>
          ) : null}
          {format === 'png' ? (
            <Row label="Size">
              <Choice
                label="Size"
                value={scale}
                options={SCALES.map((value) => ({ value, word: `${value}×` }))}
                onChange={setScale}
              />
            </Row>
          ) : null}
          <Row label="File name">
            <span className="file-name">
              <input
                type="text"
                aria-label="File name"
                value={typed ?? usual}
                spellCheck={false}
                maxLength={80}
                onChange={(event) => setTyped(event.target.value)}
              />
              <i>.{kind.extension}</i>
            </span>
          </Row>
          <Row label={picture ? 'Picture' : 'File'}>
            <Measure size={format === 'png' && size ? scaled(size, scale) : size} text={text} />
          </Row>
          {tooLarge && size ? <TooLarge size={size} scale={scale} onScale={setScale} /> : null}
        </div>
      </div>
      <footer className="sheet-foot export-foot">
        <p className={`told ${told?.good === false ? 'trouble' : ''}`} role="status">
          {told ? (
            <>
              {told.good ? (
                <Check size={14} strokeWidth={2} aria-hidden="true" />
              ) : (
                <OctagonAlert size={14} aria-hidden="true" />
              )}
              {told.message}
            </>
          ) : null}
        </p>
        <button type="button" className="button" onClick={close}>
          Close
        </button>
        {format === 'png' && 'clipboard' in navigator ? (
          <button type="button" className="button lined" disabled={!ready} onClick={copy}>
            <Copy size={14} strokeWidth={1.75} aria-hidden="true" />
            Copy as PNG
          </button>
        ) : null}
        <button type="button" className="button primary" disabled={!ready} onClick={save}>
          <Download size={14} strokeWidth={1.75} aria-hidden="true" />
          {busy ? 'Writing…' : 'Save'}
        </button>
      </footer>
    </Sheet>
  );
}

/** What would be written now; null while the drawing or an answer is on its way. */
function useText(project: Project, variant: string, figures: boolean, theme: Theme): string | null {
  const { format } = useFormat();
  const drawing = useWindow((state) => state.drawings[variant]) ?? null;
  const scenario = useWindow((state) => state.scenario);
  const results = useWindow((state) => state.results);
  const pending = useWindow((state) => state.pending);
  useEffect(() => {
    void draw(variant);
    workOut();
  }, [project, variant]);
  return useMemo(() => {
    const ids = isPicture(format) ? [variant] : project.variants.map(({ id }) => id);
    const analysis = wholeAnalysis({ project, scenario, results, pending }, ids);
    return contentsOf(format, { project, variant, drawing, analysis, figures, theme });
  }, [format, project, variant, drawing, scenario, results, pending, figures, theme]);
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="export-row">
      <span>{label}</span>
      {children}
    </div>
  );
}

/** Characters of a text that are shown before it is written. */
const SHOWN = 6000;

interface PreviewProps {
  readonly format: (typeof FORMATS)[number]['id'];
  readonly text: string | null;
  readonly theme: Theme;
  readonly label: string;
}
function Preview({ format, text, theme, label }: PreviewProps) {
  return (
    <div className={`export-preview ${isPicture(format) ? theme : 'words'}`}>
      {text === null ? (
        <Pending />
      ) : isPicture(format) ? (
        <SvgPicture svg={text} label={`Preview of ${label}`} />
      ) : (
        <pre tabIndex={0} aria-label="Preview">
          {text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}
        </pre>
      )}
    </div>
  );
}

function Measure({ size, text }: { readonly size: Size | null; readonly text: string | null }) {
  if (text === null) return <Pending />;
  return (
    <span className="measure">
      {size
        ? `${size.width.toLocaleString('en-US')} × ${size.height.toLocaleString('en-US')} pixels`
        : plain(bytes(new Blob([text]).size))}
    </span>
  );
}

interface TooLargeProps {
  readonly size: Size;
  readonly scale: number;
  readonly onScale: (scale: number) => void;
}
function TooLarge({ size, scale, onScale }: TooLargeProps) {
  const best = largestScale(size);
  return (
    <p className="too-large" role="alert">
      <span>At {scale}× the picture is larger than a canvas can be (16,384 pixels a side).</span>
      <button type="button" className="button lined" onClick={() => onScale(best)}>
        Use {best}×
      </button>
    </p>
  );
}
