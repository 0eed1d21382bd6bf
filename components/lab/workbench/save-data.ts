/** Whether the reader's browser asks sites to save data (`navigator.connection.saveData`; Chromium's have it). */
export const savesData = (): boolean => {
  if (typeof navigator === 'undefined' || !('connection' in navigator)) return false;
  const { connection } = navigator;
  return (
    typeof connection === 'object' && connection !== null && 'saveData' in connection && connection.saveData === true
  );
};
