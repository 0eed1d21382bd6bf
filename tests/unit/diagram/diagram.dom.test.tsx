import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Diagram, NetworkDiagram, NetworkStrip } from '@/components/diagram';

afterEach(cleanup);
beforeEach(() => window.history.replaceState(null, '', '/'));

const focused = (): string | null => document.activeElement?.getAttribute('data-stop') ?? null;
const press = (...keys: readonly string[]): void => {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key });
};
const tabStops = (): readonly Element[] => [...document.querySelectorAll('[data-stop][tabindex="0"]')];
const enter = (): void => {
  const [stop] = tabStops();
  if (stop instanceof SVGElement) stop.focus();
};

describe('a drawing under the keyboard', () => {
  it('is one tab stop', () => {
    render(<Diagram of="inception-v4/features.6" />);
    expect(tabStops()).toHaveLength(1);
  });

  it('is walked along the data and between the branches', () => {
    render(<Diagram of="inception-v4/features.6" />);
    enter();
    press('Home');
    const start = focused();
    expect(start).toBe('features.6.branch0@relu');
    press('ArrowRight');
    expect(focused()).toBe('features.6.branch1.1@relu');
    press('ArrowUp');
    expect(focused()).toBe('features.6.branch1.0@relu');
    press('ArrowRight');
    expect(focused()).toBe('features.6.branch2.1@relu');
    press('ArrowDown', 'ArrowDown');
    expect(focused()).toBe('features.6');
    press('ArrowDown');
    expect(focused()).toBe('features.6');
    press('ArrowUp', 'ArrowLeft');
    press('End');
    expect(focused()).toBe('features.6');
    expect(tabStops().map((stop) => stop.getAttribute('data-stop'))).toEqual(['features.6']);
  });

  it('reaches every op', () => {
    render(<Diagram of="inception-v4/features.19" />);
    enter();
    const reached = new Set<string | null>();
    const open: string[] = [focused() ?? ''];
    while (open.length > 0) {
      const at = open.pop() ?? '';
      if (reached.has(at)) continue;
      reached.add(at);
      for (const key of ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight']) {
        const stop = [...document.querySelectorAll<SVGElement>('[data-stop]')].find((each) => each.dataset.stop === at);
        stop?.focus();
        press(key);
        open.push(focused() ?? '');
      }
    }
    const all = [...document.querySelectorAll('[data-stop]')].map((stop) => stop.getAttribute('data-stop'));
    expect([...reached].sort()).toEqual(all.sort());
  });

  it('selects on the whole page with Enter and clears with Escape', () => {
    render(<Diagram of="inception-v4/features.6" />);
    enter();
    press('Home', 'Enter');
    expect(new URL(window.location.href).searchParams.get('at')).toBe('features.6.branch0');
    press('Escape');
    expect(new URL(window.location.href).searchParams.get('at')).toBeNull();
  });

  it('opens and closes with the right and left arrow, the focus goes along', async () => {
    render(<Diagram of="inception-v4" />);
    enter();
    press('Home', 'ArrowDown');
    expect(focused()).toBe('card:inception-a');
    press('ArrowRight');
    await vi.waitFor(() => expect(focused()).toBe('frame:inception-a'));
    press('ArrowDown');
    expect(focused()).toBe('card:features.6');
    press('ArrowUp', 'ArrowLeft');
    await vi.waitFor(() => expect(focused()).toBe('card:inception-a'));
  });
});

describe('a drawing under the pointer', () => {
  const pressed = (): readonly (string | null)[] =>
    [...document.querySelectorAll('[data-stop][aria-pressed="true"]')].map((stop) => stop.getAttribute('data-stop'));

  it('lights the way through an op and lets the rest step back', () => {
    render(<Diagram of="inception-v4/features.6" />);
    const op = screen.getAllByRole('button', { name: '1×1 convolution, 64 filters, 35×35×384 → 35×35×64' })[0];
    if (!op) throw new Error('no such op');
    fireEvent.pointerOver(op, { pointerType: 'mouse' });
    const bright = [...document.querySelectorAll('[data-type]:not([data-dim])')].map((each) =>
      each.getAttribute('data-stop'),
    );
    expect(bright).toEqual(['features.6.branch1.0@relu', 'features.6.branch1.1@relu', 'features.6']);
    expect(document.querySelectorAll('[data-lit="way"]')).toHaveLength(4);
    const svg = document.querySelector('svg[role="group"]');
    if (svg) fireEvent.pointerLeave(svg);
    expect(document.querySelectorAll('[data-dim]')).toHaveLength(0);
  });

  it('shows the selection of the page, whatever form its address has', () => {
    render(<Diagram of="inception-v4/features.19" />);
    const select = (at: string): void => {
      window.history.replaceState(null, '', `/?at=${encodeURIComponent(at)}`);
      fireEvent.popState(window);
    };
    select('features.19.branch1.0');
    expect(pressed()).toEqual(['features.19.branch1.0@relu']);
    select('features.19.branch1_1a@conv#12');
    expect(pressed()).toEqual(['features.19.branch1.1.branch0@relu']);
    select('features.19.branch1');
    expect(pressed()).toEqual(['features.19.branch1.1']);
    select('features.6.branch0');
    expect(pressed()).toEqual([]);
    select('no.such.part');
    expect(pressed()).toEqual([]);
  });

  it('shows the selection on the closed card that holds it', () => {
    render(<NetworkDiagram network="inception-v4" selected="features.6.branch1.0" />);
    expect(pressed()).toEqual(['card:inception-a']);
  });

  it('hands a choice to whoever controls it', () => {
    const onSelect = vi.fn();
    const onToggle = vi.fn();
    render(
      <NetworkDiagram
        network="inception-v4"
        expanded={new Set()}
        onToggle={onToggle}
        selected="stem"
        onSelect={onSelect}
      />,
    );
    const card = (id: string): Element => {
      const found = document.querySelector(`[data-stop="card:${id}"]`);
      if (!found) throw new Error(`no card ${id}`);
      return found;
    };
    fireEvent.click(card('inception-b'));
    expect(onSelect).toHaveBeenCalledWith('inception-b');
    expect(onToggle).not.toHaveBeenCalled();
    fireEvent.click(card('stem'));
    expect(onToggle).toHaveBeenLastCalledWith('stem');
    const chevron = card('head').querySelector('[data-toggle]');
    if (chevron) fireEvent.click(chevron);
    expect(onToggle).toHaveBeenLastCalledWith('head');
    expect(onSelect).toHaveBeenCalledTimes(1);
  });
});

describe('a drawing that cannot be', () => {
  it('says which op does not fit, in words', () => {
    render(<Diagram of="inception-v4/features.6" size={60} />);
    expect(screen.getByRole('alert').textContent).toContain('3×3');
  });

  it('follows the size of the page, and says when that is none', () => {
    window.history.replaceState(null, '', '/?size=139');
    const { unmount } = render(<Diagram of="inception-v4/features.6" />);
    expect(document.querySelector('svg')?.textContent).toContain('15×15×384');
    unmount();
    window.history.replaceState(null, '', '/?size=large');
    render(<Diagram of="inception-v4/features.6" />);
    expect(screen.getByRole('alert')).toBeTruthy();
  });

  it('says which part is unknown', () => {
    render(<Diagram of="inception-v4/features.99" />);
    expect(screen.getByRole('alert').textContent).toContain('features.99');
  });
});

describe('the strip', () => {
  it('selects a block, walks with the arrows, and marks where the selection lies', () => {
    const onSelect = vi.fn();
    render(<NetworkStrip network="inception-v4" selected="features.7.branch1.0@conv" onSelect={onSelect} />);
    const marked = [...document.querySelectorAll('[data-slice][aria-pressed="true"]')];
    expect(marked.map((slice) => slice.getAttribute('data-slice'))).toEqual(['features.7']);
    const [stop, ...more] = document.querySelectorAll<SVGElement>('[data-slice][tabindex="0"]');
    expect(more).toHaveLength(0);
    stop?.focus();
    press('ArrowDown', 'Enter');
    expect(onSelect).toHaveBeenCalledWith('features.8');
  });

  it('marks all blocks of a stage', () => {
    render(<NetworkStrip network="inception-v4" selected="inception-c" />);
    const marked = [...document.querySelectorAll('[data-slice][aria-pressed="true"]')];
    expect(marked.map((slice) => slice.getAttribute('data-slice'))).toEqual([
      'features.19',
      'features.20',
      'features.21',
    ]);
  });
});
