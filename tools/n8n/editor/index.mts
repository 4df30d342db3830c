export { openBrowser } from './browser.mts';
export * from './canvas.mts';
export * from './credentialDialog.mts';
export { openEditor, type Editor, type EditorOptions } from './editor.mts';
export * from './executions.mts';
export * from './nodeDetails.mts';
export * from './nodesPanel.mts';
export * from './publication.mts';
export { testId } from './testId.mts';
