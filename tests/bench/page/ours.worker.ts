// The session's own worker; what it sends to the graphics device is counted.
import './answer-dispatches';
import '@/lib/runtime/session/session.worker';
