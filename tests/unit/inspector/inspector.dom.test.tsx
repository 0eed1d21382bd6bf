import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inspect } from '@/components/inspector/facts';
import { Inspector } from '@/components/inspector/inspector';
import { PartTable } from '@/components/inspector/part-table';
import { SelectingProvider } from '@/components/inspector/selecting';
import { useLabels } from '@/components/inspector/use-labels';
import { formatsFor } from '@/components/ui/format';
import { WordsProvider } from '@/components/ui/words';
import { readNetworkView } from '@/lib/reading/reading';
import { readSelection } from '@/lib/reading/selection';

const formats = formatsFor('en');

function Shown({ at, size }: { at: string; size: string | null }) {
  const { reading } = readNetworkView('inception-v4', null, size);
  const { selection } = readSelection(reading, at);
  const facts = inspect(reading, selection);
  const context = useLabels(reading);
  return (
    <>
      <Inspector
        reading={reading}
        selection={selection}
        facts={facts}
        context={context}
        article={null}
        remark={null}
        onShowMaps={null}
      />
      <PartTable part={selection.part} facts={facts} selected={selection.part} context={context} />
    </>
  );
}

function show(at: string, size: string | null = null) {
  const select = vi.fn();
  render(
    <WordsProvider language="en">
      <SelectingProvider value={{ hrefOf: (to) => `?at=${encodeURIComponent(to)}`, select }}>
        <Shown at={at} size={size} />
      </SelectingProvider>
    </WordsProvider>,
  );
  const { reading } = readNetworkView('inception-v4', null, size);
  const facts = inspect(reading, readSelection(reading, at).selection);
  const inspector = screen.getByRole('region', { name: 'Inspector' });
  return { select, facts, inspector, text: inspector.textContent ?? '' };
}

afterEach(cleanup);

describe('the keys of the reference code', () => {
  const keysOf = (inspector: HTMLElement) => inspector.querySelectorAll('li > code').length;

  it('are shown at once for a unit', () => {
    expect(keysOf(show('features.0').inspector)).toBe(6);
  });

  it('are made when they are opened for a network, where they are many', () => {
    const { inspector } = show('');
    expect(keysOf(inspector)).toBe(0);
    const keys = within(inspector).getByText('896', { exact: false, selector: 'summary *' }).closest('details');
    if (!keys) throw new Error('no list of keys');
    keys.open = true;
    fireEvent(keys, new Event('toggle'));
    expect(keysOf(inspector)).toBe(896);
  });

  it('stand in the HTML for readers without JavaScript', () => {
    const html = renderToString(
      <WordsProvider language="en">
        <SelectingProvider value={{ hrefOf: (to) => to, select: () => {} }}>
          <Shown at="" size={null} />
        </SelectingProvider>
      </WordsProvider>,
    );
    expect(html.slice(html.indexOf('<noscript>')).match(/<li><code>/g)).toHaveLength(896);
  });
});

describe('the inspector of a unit', () => {
  it('spells out the output size and both products', () => {
    const { text, facts } = show('features.0');
    expect(screen.getByRole('heading', { level: 2, name: '3×3 convolution, 32 filters' })).toBeTruthy();
    expect(text).toContain('299×299×3 → 149×149×32');
    expect(text).toContain('⌊(299 + 0 − 3) / 2⌋ + 1 = 149');
    expect(text).toContain('3 × 3 × 3 × 32 = 864');
    expect(text).toContain('864 + 64 = 928');
    expect(text).toContain(`864 × 149 × 149 = ${formats.integer(facts.cost.macs)}`);
    expect(text).toContain(`${formats.percent(facts.share.macs)} of the network`);
    expect(text).toContain('features.0.conv.weight32×3×3×3');
    expect(text).toContain('inception-v4/features.0');
  });

  it('shows both axes where they differ, and only then', () => {
    expect(show('features.4.branch1.1').text).toMatch(/Height⌊\(73 \+ 0 − 1\).*Width⌊\(73 \+ 6 − 7\)/s);
    cleanup();
    expect(show('features.1').text).not.toContain('Width');
  });

  it('follows the input size', () => {
    expect(show('features.0', '75').text).toContain('⌊(75 + 0 − 3) / 2⌋ + 1 = 37');
  });

  it('switches between its tensors', () => {
    const { select, inspector } = show('features.6.branch1.1#12');
    fireEvent.click(within(inspector).getByRole('radio', { name: 'Convolution' }));
    expect(select).toHaveBeenCalledWith('features.6.branch1.1@conv#12');
    cleanup();
    const inner = show('features.6.branch1.1@conv#12');
    fireEvent.click(within(inner.inspector).getByRole('radio', { name: 'After ReLU' }));
    expect(inner.select).toHaveBeenCalledWith('features.6.branch1.1#12');
    expect(inner.text).toContain('inception-v4/features.6.branch1.1@conv#12');
  });

  it('links to what it reads and what reads it', () => {
    const { select, inspector } = show('features.6.branch1.1');
    const reads = within(inspector).getByRole('link', { name: /features\.6\.branch1\.0/ });
    expect(reads.getAttribute('href')).toBe('?at=features.6.branch1.0');
    fireEvent.click(reads);
    expect(select).toHaveBeenCalledWith('features.6.branch1.0');
    fireEvent.click(reads, { ctrlKey: true });
    expect(select).toHaveBeenCalledTimes(1);
  });
});

describe('the inspector of a block', () => {
  it('adds up the channels of its branches and says what each sees', () => {
    const { text, facts } = show('features.6');
    expect(text).toContain('96 + 96 + 96 + 96 = 384');
    for (const { field } of facts.field?.branches ?? []) expect(text).toContain(`${field.size[0]} × ${field.size[1]}`);
  });

  it('has a table whose numbers are those of the analysis, with totals', () => {
    const { facts } = show('features.6');
    const table = within(screen.getByRole('table'));
    const rows = table.getAllByRole('row').map((row) => row.textContent ?? '');
    expect(rows).toHaveLength(facts.rows.length + 2);
    facts.rows.forEach((row, index) => {
      expect(rows[index + 1]).toContain(formats.integer(row.cost.parameters));
      expect(rows[index + 1]).toContain(formats.integer(row.cost.macs));
      expect(rows[index + 1]).toContain(row.output.join('×'));
    });
    expect(rows.at(-1)).toContain(formats.integer(facts.cost.parameters));
    expect(rows.at(-1)).toContain(formats.integer(facts.cost.macs));
  });
});

describe('the inspector of the network', () => {
  it('has the totals of the reference', () => {
    const { text } = show('');
    expect(text).toContain('42,679,816');
    expect(text).toContain('12,253,974,624');
    expect(text).toContain('896 keys');
    expect(text).toContain('Nothing: this is the answer.');
  });
});
