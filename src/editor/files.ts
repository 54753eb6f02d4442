// Code as files on disk: the browser's own file access where there is one, a download and a file field elsewhere.
import { ImpastoError, messageOf } from '../core/errors'

/** As far as it is used here; https://wicg.github.io/file-system-access/ */
interface FileHandle {
  readonly name: string
  getFile(): Promise<File>
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>
}

interface FileWindow {
  showOpenFilePicker?(options: object): Promise<FileHandle[]>
  showSaveFilePicker?(options: object): Promise<FileHandle>
}

const TYPES = [{ description: 'Live code', accept: { 'text/javascript': ['.js', '.mjs', '.txt'] } }]
const NAME = 'sketch.js'

export class CodeFile {
  private handle: FileHandle | null = null

  /** @param here the window where the pickers are */
  constructor(private readonly here: () => Window & FileWindow) {}

  /** The text of a file that is chosen, which save() writes to from then on; null when none is. @throws {ImpastoError} it can't be read */
  async open(): Promise<{ name: string; text: string } | null> {
    try {
      const file = await this.choose()
      return file && { name: file.name, text: await file.text() }
    } catch (thrown) {
      if (isChangeOfMind(thrown)) return null
      throw failure('A file was opened', thrown, 'The code that was here stays.')
    }
  }

  /** Writes to the file that was opened or saved last, else asks for one. Gives its name; null when none is chosen. @throws {ImpastoError} it can't be written */
  async save(text: string): Promise<string | null> {
    try {
      const here = this.here()
      if (!here.showSaveFilePicker) return this.download(text)
      this.handle ??= await here.showSaveFilePicker({ suggestedName: NAME, types: TYPES })
      const out = await this.handle.createWritable()
      await out.write(text)
      await out.close()
      return this.handle.name
    } catch (thrown) {
      if (isChangeOfMind(thrown)) return null
      this.handle = null
      throw failure('The code was saved', thrown, 'It is kept in this browser; save it again to choose another file.')
    }
  }

  private async choose(): Promise<File | null> {
    const here = this.here()
    if (!here.showOpenFilePicker) return this.ask()
    const [handle] = await here.showOpenFilePicker({ types: TYPES })
    if (!handle) return null
    const file = await handle.getFile()
    this.handle = handle
    return file
  }

  private ask(): Promise<File | null> {
    const field = this.here().document.createElement('input')
    field.type = 'file'
    field.accept = '.js,.mjs,.txt,text/javascript'
    return new Promise((resolve) => {
      field.addEventListener('change', () => resolve(field.files?.[0] ?? null))
      field.addEventListener('cancel', () => resolve(null))
      field.click()
    })
  }

  private download(text: string): string {
    const link = this.here().document.createElement('a')
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
    link.href = url
    link.download = NAME
    link.click()
    // The browser has taken it over by the next turn.
    setTimeout(() => URL.revokeObjectURL(url), 0)
    return NAME
  }
}

function isChangeOfMind(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError'
}

function failure(asked: string, cause: unknown, remedy: string): ImpastoError {
  return new ImpastoError({ asked, found: messageOf(cause).replace(/\.$/, ''), remedy, cause })
}
