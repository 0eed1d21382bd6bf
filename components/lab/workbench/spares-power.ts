interface Battery {
  readonly charging: boolean;
  /** 0…1. */
  readonly level: number;
}

/** Below this share of a battery that is not being charged nothing is computed that nobody asked for. */
const LOW = 0.3;

const batteryOf = async (): Promise<Battery | null> => {
  if (!('getBattery' in navigator) || typeof navigator.getBattery !== 'function') return null;
  return navigator.getBattery().catch(() => null);
};

/** Whether the reader's device runs low on power, as far as its browser tells (Chromium's do). */
export async function sparesPower(): Promise<boolean> {
  const battery = await batteryOf();
  return battery !== null && !battery.charging && battery.level < LOW;
}
