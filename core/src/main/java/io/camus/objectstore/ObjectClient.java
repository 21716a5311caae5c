package io.camus.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of an object store that {@link ObjectStore} needs: objects that are put whole if their
 * key is free, and uploads in parts, which no listing shows until they are completed. Keys are the
 * values of store paths.
 *
 * <p>Thread-safe. Any call may fail with an {@link IOException} after it took effect.
 */
public interface ObjectClient {

  /**
   * What is known of an object without reading it.
   *
   * @param length bytes
   * @param metadata given to its put, or when its upload was created
   */
  record Head(long length, Instant modified, Map<String, String> metadata) {
    public Head {
      metadata = Map.copyOf(metadata);
    }
  }

  /**
   * An object of a listing.
   *
   * @param length bytes
   */
  record Listed(String key, long length, Instant modified) {}

  /**
   * A part of an upload.
   *
   * @param number from 1
   * @param tag identifies its content
   * @param length bytes
   */
  record Part(int number, String tag, long length) {}

  /**
   * An upload that is neither completed nor aborted.
   *
   * @param key of the future object
   * @param id as {@link #createUpload} returned it
   * @param since when it was created
   */
  record Open(String key, String id, Instant since) {}

  /**
   * Creates an object. Of several calls for one key, one wins.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the key is taken; nothing was changed
   */
  void putIfAbsent(String key, byte[] content) throws IOException;

  /**
   * Opens an object for reading.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  InputStream get(String key) throws IOException;

  /** The object, or empty. */
  Optional<Head> head(String key) throws IOException;

  /** Deletes an object, if it exists. */
  void delete(String key) throws IOException;

  /**
   * One page of the objects whose keys begin with a prefix, sorted by key.
   *
   * @param after the keys of the page are greater than this
   * @return the page; empty after the last one
   */
  List<Listed> list(String prefix, String after) throws IOException;

  /** What follows a prefix in the keys, up to the next slash; sorted, without duplicates. */
  List<String> names(String prefix) throws IOException;

  /**
   * Starts an upload.
   *
   * @param metadata of the future object
   * @return its id, without spaces
   */
  String createUpload(String key, Map<String, String> metadata) throws IOException;

  /**
   * Uploads one part, and replaces a part with the same number.
   *
   * @param number from 1
   * @return its tag, without spaces and commas
   * @throws java.nio.file.NoSuchFileException if the upload was completed or aborted
   */
  String uploadPart(String key, String upload, int number, PartBuffer content) throws IOException;

  /** The open uploads of keys that begin with a prefix, including those of other programs. */
  List<Open> uploads(String prefix) throws IOException;

  /** The parts of an upload, sorted by number; none if it was completed or aborted. */
  List<Part> parts(String key, String upload) throws IOException;

  /**
   * Makes an object of the parts, and replaces an object with this key. A condition that the key is
   * free would be dangerous: the store may report a conflict and discard the parts.
   *
   * @param tags of the parts, at least one, the first that of part 1
   * @throws java.nio.file.NoSuchFileException if the upload was completed or aborted
   */
  void complete(String key, String upload, List<String> tags) throws IOException;

  /** Ends an upload and deletes its parts; does nothing if it was completed or aborted. */
  void abort(String key, String upload) throws IOException;
}
