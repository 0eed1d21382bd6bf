/* Computing: a plan of the steps, the engine that takes them, and the session that a page speaks with. */

export { Engine, type RunOptions } from './engine/engine';
export { openBackend } from './engine/open-backend';
export type { RuntimeErrors } from './errors';
export { type PooledHead, pooledHeadOf } from './head/pooled-head';
export { type Plan, type PlanRequest, plan } from './plan/plan';
export type { BackendChoice, BackendName, Session } from './protocol';
export { createSession } from './session/session';
