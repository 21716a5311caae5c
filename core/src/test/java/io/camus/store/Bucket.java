package io.camus.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of an object store that a {@link BucketStore} is made of: objects that are put whole on
 * the condition that their key is free, and uploads in parts, which no listing shows until they are
 * completed. Keys are the values of store paths.
 *
 * <p>Any call may fail with an {@link IOException} after it took effect. Safe for use by several
 * threads.
 */
public interface Bucket {

  /**
   * What is known of an object without reading it.
   *
   * @param metadata what it was put or its upload was created with
   */
  record Head(long length, Instant modified, Map<String, String> metadata) {
    public Head {
      metadata = Map.copyOf(metadata);
    }
  }

  /** An object of a listing. */
  record Listed(String key, long length, Instant modified) {}

  /**
   * A part of an upload.
   *
   * @param number from 1
   * @param tag stands for its content
   */
  record Part(int number, String tag, long length) {}

  /**
   * Makes an object. Of several calls for one key, one wins.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the key is taken; nothing changed
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

  /** Deletes an object; a missing one is fine. */
  void delete(String key) throws IOException;

  /**
   * One page of the objects whose keys begin with a prefix, sorted by key.
   *
   * @param after the keys of the page are greater than this
   * @return empty after the last page
   */
  List<Listed> list(String prefix, String after) throws IOException;

  /** What comes after a prefix in the keys, each up to the next slash and once, sorted. */
  List<String> names(String prefix) throws IOException;

  /**
   * Starts an upload.
   *
   * @param metadata of the object that it will be
   * @return its id, without spaces
   */
  String createUpload(String key, Map<String, String> metadata) throws IOException;

  /**
   * Uploads one part; one of the same number is replaced.
   *
   * @return its tag, without spaces and commas
   * @throws java.nio.file.NoSuchFileException if the upload is completed or aborted
   */
  String uploadPart(String key, String upload, int number, byte[] content) throws IOException;

  /** The parts of an upload, sorted by number; empty if it is completed or aborted. */
  Optional<List<Part>> parts(String key, String upload) throws IOException;

  /**
   * Makes an object of the parts. Of several calls for one key, one wins.
   *
   * @param tags of the parts, at least one, the first that of part 1
   * @throws java.nio.file.FileAlreadyExistsException if the key is taken; the upload stays
   * @throws java.nio.file.NoSuchFileException if the upload is completed or aborted
   */
  void completeIfAbsent(String key, String upload, List<String> tags) throws IOException;

  /** Ends an upload and frees its parts; one that is completed or aborted is fine. */
  void abort(String key, String upload) throws IOException;
}
