/** Counts what is sent to the graphics device by this worker, from before anything else of it runs. */

let count = 0;

if (typeof GPUComputePassEncoder !== 'undefined') {
  const { dispatchWorkgroups, dispatchWorkgroupsIndirect } = GPUComputePassEncoder.prototype;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...sizes) {
    count++;
    return dispatchWorkgroups.apply(this, sizes);
  };
  GPUComputePassEncoder.prototype.dispatchWorkgroupsIndirect = function (...where) {
    count++;
    return dispatchWorkgroupsIndirect.apply(this, where);
  };
}

/** Compute dispatches of this worker so far. */
export const dispatchesSoFar = (): number => count;
