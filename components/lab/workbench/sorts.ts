import type { SortKey } from '@/lib/tiles/order';

/** What the channels can be sorted by, in the order in which it is offered. */
export const SORTS = ['index', 'mean', 'variance', 'sparsity'] as const satisfies readonly SortKey[];

/** The sort of an address; by index where it says nothing that is known. */
export const sortOf = (text: string | null): SortKey => SORTS.find((sort) => sort === text) ?? 'index';
